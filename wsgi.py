"""`app`, for gunicorn and any other WSGI server: `gunicorn wsgi:app`."""

from feedsvc.web.app import create_app

app = create_app()
