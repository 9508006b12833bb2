using CostCompass.Providers;
using CostCompass.Providers.Http;
using CostCompass.Storage.Files;

namespace CostCompass.Application.Tests.Stack;

public sealed class CostRecordImporterTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    private readonly StoreForTest _home = new();
    private readonly HttpMessageHandler _handler = new HttpClientHandler();
    private readonly ProviderHttpClient _http;
    private readonly List<string> _warnings = [];
    private readonly CostRecordImporter _importer;

    public CostRecordImporterTests()
    {
        _http = new ProviderHttpClient(_handler, TimeProvider.System);
        _importer = new CostRecordImporter(_home.Store, new ProviderCatalog(_http), Now, _warnings.Add);
    }

    [Fact]
    public void RowsOfAnAccount_AreTakenInUnderTheNameThatTheProviderHas()
    {
        CostRecordImport done = Assert.Single(_importer.Import("bill.csv", [Row("lab", "openai", -2, 1.5m), Row("lab", "OpenAI", -1, 2m)]));

        Assert.Equal(("lab", "OpenAI", "USD", 2, 3.5m, 2, 0), (done.Account, done.Provider, done.Currency, done.Rows, done.Amount, done.Added, done.Replaced));
        Assert.Equal("OpenAI", Assert.Single(_home.Store.Reports.ReadSeries()).Key.Provider);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void ACostThatBeginsLater_IsWarnedOf_BeforeAnythingIsStored()
    {
        IEnumerable<CostRecordImport> importing = _importer.Import("bill.csv", [Row("lab", "Azure", 3, 1m)]);
        var refusing = new CostRecordImporter(_home.Store, new ProviderCatalog(_http), Now, _ => throw new InvalidOperationException());

        Assert.Throws<InvalidOperationException>(() => refusing.Import("bill.csv", [Row("lab", "Azure", 3, 1m)]).ToList());
        Assert.Empty(_home.Store.Reports.ReadSeries());
        Assert.Single(importing);
        Assert.Contains("start in the future", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void ACostThatBeginsLater_LeavesTheDaysUntilThenUnknown()
    {
        Assert.Single(_importer.Import("bill.csv", [Row("lab", "Azure", -3, 5m), Row("lab", "Azure", -1, 5m), Row("lab", "Azure", 3650, 5m)]));

        var today = new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [new Interval(today.AddDays(-3), today), new Interval(today.AddDays(3650), today.AddDays(3651))],
            _home.Store.Reports.ReadCovered(Assert.Single(_home.Store.Reports.ReadSeries()).Key, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void WhenOneAccountIsRefused_NothingIsKeptOfTheFile()
    {
        _home.Store.Record([new BalanceReading("team", "DeepSeek", "USD", Now, BalanceLevels.OfTotal(5m))]);

        CostException failure = Assert.Throws<CostException>(() => _importer.Import("bill.csv", [Row("lab", "Azure", -1, 1m), Row("team", "DeepSeek", -1, 1m)]).ToList());

        Assert.Equal("ImportAccountHasBalance", failure.ErrorId);
        Assert.Empty(_home.Store.Reports.ReadSeries());
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
        _home.Dispose();
    }

    private static CostRecordRow Row(string account, string provider, int day, decimal amount)
    {
        DateTimeOffset from = new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero).AddDays(day);
        return new CostRecordRow(account, provider, new ReportedCost(from, from.AddDays(1), "USD", amount, ""));
    }
}
