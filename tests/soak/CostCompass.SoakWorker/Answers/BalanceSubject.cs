using System.Net;
using CostCompass.Providers;
using CostCompass.Providers.Definitions;
using CostCompass.Providers.Http;

namespace CostCompass.SoakWorker.Answers;

/// <summary>A provider of balances.</summary>
internal sealed class BalanceSubject : AnswerSubject
{
    private readonly string _name;
    private readonly IBalanceProvider _provider;

    public BalanceSubject(string name, IReadOnlyList<string> answers, ProviderDefinition? definition = null)
        : base(definition is null ? null : [definition])
    {
        _name = name;
        Answers = answers;

        // The same provider asked with a key that may not see the credits.
        bool isKey = name == "OpenRouterKey";
        _provider = Catalog.Require<IBalanceProvider>(isKey ? "OpenRouter" : name);
        if (isKey)
        {
            Server.Status = request => request.RequestUri!.AbsolutePath.EndsWith("/credits", StringComparison.Ordinal) ? HttpStatusCode.Forbidden : HttpStatusCode.OK;
        }
    }

    public override IReadOnlyList<string> Answers { get; }

    public override bool MayEndIn(CostException failure) => base.MayEndIn(failure) || (_name is "RunPod" or "Moonshot" or "SiliconFlow" && failure.ErrorId == ProviderErrorId.KeyRejected);

    public override string? Read(IReadOnlyList<byte[]> pages)
    {
        Server.Serve(pages);
        BalanceAnswer read = _provider.ReadAsync(RequestTo(_provider.Description.BaseUri)).GetAwaiter().GetResult();
        return Compare(pages[0], answer => Compare(read, StatedBalances.Of(_name, answer), answer.HasLongNumbers ? 0.000000004m : 0m));
    }

    // A currency that can't be read is a fault of its own beside the others.
    private static string? Compare(BalanceAnswer answer, IReadOnlyList<(string Currency, BalanceLevels Levels)> all, decimal tolerance)
    {
        IReadOnlyList<BalanceReading> read = answer.Readings;
        List<(string Currency, BalanceLevels Levels)> stated = answer.Faults.Count == 0
            ? [.. all]
            : all.Where(one => read.Any(reading => reading.Currency == one.Currency)).ToList();
        bool isSame = read.Count == stated.Count && all.Count - stated.Count <= answer.Faults.Count
            && read.Zip(stated).All(pair => pair.First.Currency == pair.Second.Currency && IsSame(pair.First.Levels, pair.Second.Levels, tolerance));
        return isSame ? null : $"read {string.Join(", ", read.Select(one => $"{one.Currency} {one.Levels}"))} where {string.Join(", ", stated)} is stated";
    }

    private static bool IsSame(BalanceLevels read, BalanceLevels stated, decimal tolerance) =>
        Math.Abs(read.Total - stated.Total) <= tolerance
        && Math.Abs(read.Granted - stated.Granted) <= tolerance
        && Math.Abs(read.ToppedUp - stated.ToppedUp) <= tolerance
        && read.Used is null == stated.Used is null
        && Math.Abs((read.Used ?? 0m) - (stated.Used ?? 0m)) <= tolerance
        && read.IsUsageOnly == stated.IsUsageOnly
        && (read.IsAvailable == stated.IsAvailable || (tolerance > 0m && Math.Abs(read.Total) <= tolerance));
}
