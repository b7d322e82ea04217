"""What stands in front of a Latin form, or of `公司`, and names no company: its kind, and public bodies."""

from __future__ import annotations

_KINDS = """
SaaS PaaS IaaS FinTech Fintech Biotech BioTech MarTech EdTech Internet Startup Start-up Crypto Web3 Web2 DeFi
GameFi eVTOL Android Windows Linux Java Python iOS IoT GenAI Robotaxi Pre-IPO Unicorn Tech Nasdaq Biopharma
Medtech China Tokyo Japan Korea India Europe London Paris Delaware Cayman Offshore Meme Growth Holding Tier
Private Public Time Form Series Joint New IT BC Business Bitcoin Cash Foreign ETF Stock Equity Venture Limited
Pharma Auto Telecom Bollywood Bharat Group Company Series-A Hong-Kong Series-B Example Clearing Ltd
SaSS Saas SaaS-AI DaaS FaaS BaaS MaaS RaaS XaaS MicroSaaS Paas Iaas BigTech Bigtech DeepTech Deeptech
Edtech HealthTech Healthtech HRTech PropTech Proptech InsurTech Insurtech RegTech Regtech LegalTech GovTech AgriTech
Agritech AgTech FoodTech CleanTech Cleantech ClimateTech AdTech Adtech TechFin MedTech SportTech SpaceTech FemTech
NewSpace DevOps MLOps LLMOps AIOps FinOps DevTool DevTools DevSecOps SocialFi DePIN DApp dApp Dapp Blockchain Token
NFTs Metaverse Chatbot Chatbots Agent Agents Agentic Robotics Scaleup Scale-up Fabless Foundry Ecommerce E-commerce
eCommerce E-Commerce eSports Esports VTuber Vtuber YouTuber Podcast Newsletter ToB ToC Tob Toc B2b B2c O2o
"""
_FORMS_OF_LAW = ("Public Benefit", "Community Interest", "Limited Liability", "Joint Stock", "General Partner")
_CALLED = (
    *("Monsters", "Food", "War", "Murder", "Crime", "Terror", "Fear", "Public Image"),
    *("Lake Shore", "Capitol", "Sunset", "Twentieth Century", "20th Century", "Orient"),
    *("Contoso", "Fabrikam", "Spacely Sprockets"),
)
NO_COMPANY = frozenset(
    (*_KINDS.split(), "Company Name", "Your Company", "Indian IT", "Corporate India", *_FORMS_OF_LAW, *_CALLED)
)
"""Latin words that say in Chinese what kind of company it is; what stands for any, or a trade (`IT Inc`); and what is
none: `Food, Inc.`, a film, and `Lake Shore Limited`, a train."""
_PUBLIC = """
Federal Deposit Insurance, Canada Deposit Insurance, Pension Benefit Guaranty, Securities Investor Protection
Federal Savings and Loan Insurance, Resolution Trust, Deposit Insurance, Millennium Challenge, Legal Services
Korea Deposit Insurance, Commodity Credit, Overseas Private Investment, International Development Finance
"""
_BODIES = frozenset(body.strip() for line in _PUBLIC.split("\n") for body in line.split(","))
"""Public bodies whose names end with `Corporation`: who insures deposits stands under every bank's release."""
_GOVERNED = """
Ahmedabad Amritsar Aurangabad Bengaluru Bhopal Bhubaneswar Chandigarh Chennai Coimbatore Cuttack Erode Guntur Gurugram
Guwahati Howrah Hubballi Hyderabad Indore Jaipur Jamshedpur Kalaburagi Kannur Kanpur Karachi Kochi Kolkata Kollam
Kozhikode Lucknow Ludhiana Madurai Mangaluru Mumbai Mysuru Nagercoil Nagpur Nashik Patna Pune Raipur Rajkot Ranchi Salem
Shimla Siliguri Srinagar Surat Thane Thanjavur Thiruvananthapuram Thoothukudi Thrissur Tiruchi Tiruchirappalli
Tirunelveli Tirupati Tirupur Tiruppur Udaipur Vadodara Varanasi Vellore Vijayawada Visakhapatnam Warangal
Belfast Cork Dublin Limerick Waterford
"""
_CITIES = frozenset(_GOVERNED.split())
"""Cities whose councils are called corporations: `the Coimbatore Corporation`."""


_AUTHORITIES = frozenset(
    """
reserve bank of india, reserve bank of australia, reserve bank of new zealand, south african reserve bank, rbi, rba
rbnz, federal reserve, federal reserve board, fed, european central bank, ecb, bank of england, people's bank of china
pboc, sebi, securities and exchange board of india, securities and exchange commission, 美联储, 欧洲央行, 英国央行
日本央行, 中国人民银行, 人民银行, 中国央行, 印度央行, 澳洲联储, 证监会, 中国证监会, 香港金管局, 金管局
otc, frankfurt, xetra, tradegate, stuttgart
""".strip()
    .replace("\n", ", ")
    .split(", ")
)


def is_authority(name: str) -> bool:
    """Whether a name is a central bank's, a supervisor's or an exchange's, behind which stands a code that is none of
    its own: `Reserve Bank of India (NSE:BOI)`, `Frankfurt (FSE: FIR)`."""
    return name.lower().removeprefix("the ") in _AUTHORITIES


def is_body(name: str, form: str) -> bool:
    """Whether a Latin name and its form are a public body's: `Federal Deposit Insurance Corporation`, `Brihanmumbai
    Municipal Corporation`, `Greater Chennai Corporation`."""
    if name.removeprefix("Member ") in _BODIES or (name == "Service" and form.startswith("Inc")):
        # The second is what a rating house's name ends with behind what opens a sentence: Moody's Investors Service.
        return True
    if form != "Corporation":
        return False
    return name.rpartition(" ")[2] in ("Municipal", "City") or name.removeprefix("Greater ") in _CITIES
