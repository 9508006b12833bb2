namespace CostCompass.SoakWorker.Answers;

/// <summary>Definitions of providers, one of each kind.</summary>
internal static class SampleDefinitions
{
    public const string Pools =
        """
        {"name":"Pools","kind":"Balance","baseUri":"https://api.sample.test/v2","environmentVariable":"SAMPLE_API_KEY",
         "request":{"path":"wallet?verbose=1","headers":{"X-Version":"3"}},
         "answer":{"total":"wallets[0].left","granted":"wallets[0].gift","toppedUp":"wallets[0].paid","unit":0.01,"currencyPath":"wallets[0].currency"}}
        """;

    public const string Used =
        """
        {"name":"Used","kind":"Cumulative","baseUri":"https://api.sample.test","environmentVariable":"SAMPLE_API_KEY","key":"Admin",
         "request":{"method":"POST","path":"usage","body":{"query":"all"},"keyHeader":"X-Key","keyPrefix":"Token "},
         "answer":{"used":"used","total":"left","unit":0.001,"currencyPath":"money"}}
        """;

    public const string Stability =
        """{"name":"Stability","kind":"Balance","baseUri":"https://api.stability.ai","environmentVariable":"STABILITY_API_KEY","request":{"path":"v1/user/balance"},"answer":{"total":"credits","unit":0.01,"currency":"USD"}}""";

    public const string Acme =
        """
        {"name":"Acme","kind":"CostReport","baseUri":"https://billing.example.com","environmentVariable":"ACME_BILLING_TOKEN","keyPage":"https://billing.example.com/tokens",
         "request":{"path":"billing/days?first={from}&last={lastDay}&size=2","keyHeader":"X-Billing-Token","spanForm":"Date","pageParameter":"cursor"},
         "answer":{"rows":"result.days","date":"day","amount":"cost.milli","currencyPath":"cost.currency","unit":0.001,"service":"product","model":"model","nextPage":"result.next"}}
        """;
}
