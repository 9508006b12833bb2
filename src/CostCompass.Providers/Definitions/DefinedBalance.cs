using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>The location of a balance in a response. One of total, granted and topped-up credit can be omitted: it is calculated from the others.</summary>
/// <param name="Money">The format of amounts.</param>
/// <param name="Total">The path of the total.</param>
/// <param name="Granted">The path of the granted credit.</param>
/// <param name="ToppedUp">The path of the topped-up credit.</param>
/// <param name="Used">The path of the total usage.</param>
internal sealed record DefinedBalance(DefinedMoney Money, AnswerPath? Total, AnswerPath? Granted, AnswerPath? ToppedUp, AnswerPath? Used)
{
    /// <summary>Reads a response.</summary>
    public (string Currency, BalanceLevels Levels) Read(AnswerObject answer)
    {
        var used = Used?.In(answer).AmountFromZero(AmountForm.Either, Money.Unit);
        var levels = HasLevel ? ReadLevels(answer) with { Used = used } : BalanceLevels.OfUsage(used!.Value);
        return (Money.CurrencyOf(answer), levels);
    }

    private bool HasLevel => Total is not null || (Granted is not null && ToppedUp is not null);

    private BalanceLevels ReadLevels(AnswerObject answer)
    {
        var total = Total?.In(answer).SignedAmount(AmountForm.Either, Money.Unit);
        var granted = Granted?.In(answer).AmountFromZero(AmountForm.Either, Money.Unit);
        var toppedUp = ToppedUp?.In(answer).SignedAmount(AmountForm.Either, Money.Unit);
        if (total is { } sum && granted is { } given && toppedUp is { } paid && !PoolSum.Fits(sum, given, paid))
        {
            throw Total!.In(answer).At($"is not the sum of {Granted} and {ToppedUp}");
        }

        var all = total ?? granted!.Value + toppedUp!.Value;
        var pool = granted ?? (toppedUp is { } known ? Math.Max(0m, all - known) : 0m);
        return new BalanceLevels(all, pool, toppedUp ?? all - pool, all > 0m);
    }
}
