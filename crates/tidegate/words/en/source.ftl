# Sources that Tidegate itself writes.

source-web-form = web form
source-interface = interface
source-report-over-interface = report over the interface
source-finders-report = finder's report
source-own = the office, of itself
source-finders-page = the finder's page
source-laid = laid on the finder's page
source-screen = the screen of the case
source-ruling = ruling
source-decision = decision
source-question = question
source-presumption = presumption
source-invented = invented
source-demonstration = demonstration
source-asked = asked of the gate
source-answer = an answer to the finder
source-opening = opening an item
source-may-file = asking whether a sheet may be filed
source-for-sheet = opening content for a copy sheet
source-portal = the portal
source-portal-reference = the portal, { $reference }
