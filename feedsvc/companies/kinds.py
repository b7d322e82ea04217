"""What stands in front of a Latin form, or of `公司`, and names no company: its kind, and public bodies."""

from __future__ import annotations

_KINDS = """
SaaS PaaS IaaS FinTech Fintech Biotech BioTech MarTech EdTech Internet Startup Start-up Crypto Web3 Web2 DeFi
GameFi eVTOL Android Windows Linux Java Python iOS IoT GenAI Robotaxi Pre-IPO Unicorn Tech Nasdaq Biopharma
Medtech China Tokyo Japan Korea India Europe London Paris Delaware Cayman Offshore Meme Growth Holding Tier
Private Public Time Form Series Joint New IT BC Business Bitcoin Cash Foreign ETF Stock Equity Venture Limited
Pharma Auto Telecom Bollywood Bharat Group Company Series-A Hong-Kong Series-B Example Clearing
SaSS Saas SaaS-AI DaaS FaaS BaaS MaaS RaaS XaaS MicroSaaS Paas Iaas BigTech Bigtech DeepTech Deeptech
Edtech HealthTech Healthtech HRTech PropTech Proptech InsurTech Insurtech RegTech Regtech LegalTech GovTech AgriTech
Agritech AgTech FoodTech CleanTech Cleantech ClimateTech AdTech Adtech TechFin MedTech SportTech SpaceTech FemTech
NewSpace DevOps MLOps LLMOps AIOps FinOps DevTool DevTools DevSecOps SocialFi DePIN DApp dApp Dapp Blockchain Token
NFTs Metaverse Chatbot Chatbots Agent Agents Agentic Robotics Scaleup Scale-up Fabless Foundry Ecommerce E-commerce
eCommerce E-Commerce eSports Esports VTuber Vtuber YouTuber Podcast Newsletter ToB ToC Tob Toc B2b B2c O2o
"""
_FORMS_OF_LAW = ("Public Benefit", "Community Interest", "Limited Liability", "Joint Stock", "General Partner")
NO_COMPANY = frozenset(
    (*_KINDS.split(), "Company Name", "Your Company", "Indian IT", "Corporate India", *_FORMS_OF_LAW)
)
"""Latin words that say in Chinese what kind of company it is; and what stands for any, or a trade (`IT Inc`)."""
_PUBLIC = """
Federal Deposit Insurance, Canada Deposit Insurance, Pension Benefit Guaranty, Securities Investor Protection
Federal Savings and Loan Insurance, Resolution Trust, Deposit Insurance, Millennium Challenge, Legal Services
Korea Deposit Insurance
"""
BODIES = frozenset(body.strip() for line in _PUBLIC.split("\n") for body in line.split(","))
"""Public bodies whose names end with `Corporation`: who insures deposits stands under every bank's release."""
