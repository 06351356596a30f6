"""The peer of the bench `http`: a plain intake of reports in Django and PostgreSQL, as one would write it without us.

One model, one view that validates a form, one durable transaction for each report, an answer in JSON with its number.
It keeps no log, seals nothing and gives no receipt. `serve.py` starts it.
"""

import json
import os

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "postgres",
            "USER": "postgres",
            "HOST": os.environ["PEER_SOCKET"],
            "CONN_MAX_AGE": None,
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    ROOT_URLCONF=__name__,
    USE_TZ=True,
)
django.setup()

from django import forms  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402


class Report(models.Model):
    """A report as it came in."""

    product = models.CharField(max_length=200)
    manufacturer = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    description = models.TextField()
    received = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "intake"


class ReportForm(forms.ModelForm):
    """What a report must have."""

    class Meta:
        model = Report
        fields = ["product", "manufacturer", "title", "description"]


def receive(request):
    """Takes in a report; the answer means that the transaction is on the disk."""
    if request.method != "POST":
        return JsonResponse({"error": "send a report"}, status=405)
    try:
        report = json.loads(request.body)["report"]
        product, flaw = report["product"], report["flaw"]
        sent = {
            "product": product.get("name"),
            "manufacturer": product.get("manufacturer"),
            "title": flaw.get("title"),
            "description": flaw.get("description"),
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"error": "this is no report"}, status=422)
    form = ReportForm(sent)
    if not form.is_valid():
        return JsonResponse({"error": form.errors}, status=422)
    with transaction.atomic():
        kept = form.save()
    return JsonResponse({"id": kept.pk}, status=201)


urlpatterns = [path("reports", receive)]
application = get_wsgi_application()


def create():
    """Makes the table."""
    with connection.schema_editor() as editor:
        editor.create_model(Report)


if __name__ == "__main__":
    create()
