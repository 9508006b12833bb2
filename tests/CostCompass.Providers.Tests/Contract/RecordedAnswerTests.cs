namespace CostCompass.Providers.Tests.Contract;

/// <summary>Each answer that a real account gave, or that a provider documents, is read as it is meant.</summary>
public sealed class RecordedAnswerTests
{
    public static TheoryData<string> Balances => Rows(row => row.Failure is null && !row.Costs.Any());

    public static TheoryData<string> Reports => Rows(row => row.Costs.Any());

    public static TheoryData<string> Failures => Rows(row => row.Failure is not null);

    [Theory]
    [MemberData(nameof(Balances))]
    public async Task ABalance_IsReadAsItIsMeant(string name)
    {
        var row = RecordedAnswer.Of(name);
        using var handler = row.Serve();
        using var asked = new AskedProvider(row.Provider, handler);

        var answer = await asked.AnswerAsync();

        Assert.Equal(row.IsAvailable, answer.IsAvailable);
        Assert.Equal(
            row.Readings.Select(one => (one.Currency, one.Levels with { IsAvailable = row.IsAvailable!.Value })),
            answer.Readings.Select(one => (one.Currency, one.Levels)));
        Assert.All(answer.Readings, one => Assert.Equal(("team", row.Provider), (one.Account, one.Provider)));
        Assert.Equal(row.Faults.Select(fault => fault.Id), answer.Faults.Select(fault => fault.ErrorId));
        Assert.All(row.Faults.Zip(answer.Faults), pair => Assert.Contains(pair.First.Says, pair.Second.Message, StringComparison.Ordinal));
        Assert.Contains(row.Notice ?? "", answer.Notice ?? "", StringComparison.Ordinal);
        Assert.Equal(row.Notice is null, answer.Notice is null);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task AReport_IsReadAsItIsMeant(string name)
    {
        var row = RecordedAnswer.Of(name);
        using var handler = row.Serve();
        using var asked = new AskedProvider(row.Provider, handler);

        var costs = (await asked.ReadCostsAsync()).Costs;

        Assert.Equal(row.Costs, costs.Select(cost => (cost.Service, cost.Amount, cost.Model)));
        Assert.All(costs, cost => Assert.Equal("USD", cost.Currency));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task AnAnswerThatIsAnError_IsOne_AndSaysWhatTheProviderSays(string name)
    {
        var row = RecordedAnswer.Of(name);
        using var handler = row.Serve();
        using var asked = new AskedProvider(row.Provider, handler);

        CostException failure = await asked.FailureAsync();

        Assert.Equal(row.Failure!.Value.Id, failure.ErrorId);
        Assert.Contains(row.Failure.Value.Says, failure.Message, StringComparison.Ordinal);
        Assert.Contains(row.Advice ?? "", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(row.Secret ?? "\0", failure.ToString() + failure.RecommendedAction, StringComparison.Ordinal);
    }

    private static TheoryData<string> Rows(Func<RecordedAnswer, bool> condition) => new(RecordedAnswer.All.Where(condition).Select(row => row.Name));
}
