using CostCompass.Storage.Sql;

namespace CostCompass.Storage.Tests.Contract;

public abstract class ExchangeRateStoreContract(StoreUnderTest home) : IDisposable
{
    private static readonly CostExchangeRate Rate = CostExchangeRate.Of("USD", "CNY", 7.1234567890123456789m, new DateOnly(2026, 11, 1));

    private ExchangeRateStore Rates => home.Store.ExchangeRates;

    [ContractFact]
    public void WithoutAStore_ThereIsNone_AndAskingMakesNone()
    {
        Assert.Empty(Rates.Read());
        Assert.False(Rates.Remove("USD", "CNY", Rate.Date));
        Assert.False(home.Store.Exists);
    }

    [ContractFact]
    public void Rates_ComeBackToTheLastDigit_ByPairAndDate()
    {
        CostExchangeRate small = CostExchangeRate.Of("IDR", "USD", 0.000000001m, Rate.Date);
        CostExchangeRate large = CostExchangeRate.Of("USD", "IDR", 1_000_000_000m, Rate.Date);
        CostExchangeRate earlier = Rate with { Date = new DateOnly(999, 1, 2) };
        foreach (CostExchangeRate rate in new[] { Rate, large, earlier, small })
        {
            Rates.Save(rate);
        }

        Assert.Equal([small, earlier, Rate, large], Rates.Read());
    }

    [ContractFact]
    public void TheSamePairAndDate_IsReplaced_AndTheOtherDirectionIsNot()
    {
        Rates.Save(Rate);
        Rates.Save(CostExchangeRate.Of("CNY", "USD", 0.14m, Rate.Date));
        Rates.Save(Rate with { Rate = 7.2m });

        Assert.Equal([0.14m, 7.2m], Rates.Read().Select(rate => rate.Rate));
    }

    [ContractFact]
    public void ARate_IsRemovedByPairAndDate()
    {
        Rates.Save(Rate);

        Assert.False(Rates.Remove("USD", "CNY", Rate.Date.AddDays(1)));
        Assert.False(Rates.Remove("CNY", "USD", Rate.Date));
        Assert.True(Rates.Remove("USD", "CNY", Rate.Date));
        Assert.Empty(Rates.Read());
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }
}
