using CostCompass.Simulator.Accounts;
using CostCompass.Simulator.RateLimits;

namespace CostCompass.Simulator.Control;

/// <summary>Sets, moves, starts or stops the clock, in this order.</summary>
internal sealed record ClockCommand
{
    public DateTimeOffset? Set { get; init; }

    public TimeSpan? Advance { get; init; }

    public bool? Run { get; init; }
}

/// <summary>Adds or replaces an account. Its balances are a list, or one balance given directly.</summary>
internal sealed record AccountCommand(string Key)
{
    public string Currency { get; init; } = "USD";

    public decimal Granted { get; init; }

    public decimal ToppedUp { get; init; }

    public IReadOnlyList<BalanceCommand>? Balances { get; init; }

    public double LagSeconds { get; init; }

    public BalanceRounding Rounding { get; init; }

    public bool IsRestricted { get; init; }

    public bool IsAdmin { get; init; }

    public decimal Owed { get; init; }

    public decimal CreditLimit { get; init; }

    public decimal? KeyLimit { get; init; }
}

/// <summary>Sets what was billed for one service on one day. Without a key it is the only account's.</summary>
internal sealed record CostCommand(DateOnly Day, decimal Amount)
{
    public string? Key { get; init; }

    public string Service { get; init; } = "Usage";

    public string? Model { get; init; }
}

/// <summary>One balance of a new account.</summary>
internal sealed record BalanceCommand(string Currency)
{
    public decimal Granted { get; init; }

    public decimal ToppedUp { get; init; }
}

/// <summary>Moves an amount. Without a key it is the only account's, without a currency that account's only one.</summary>
internal sealed record AmountCommand
{
    public string? Key { get; init; }

    public string? Currency { get; init; }

    public decimal? Amount { get; init; }

    /// <summary>When a grant expires by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public decimal RequiredAmount => Amount ?? throw new ArgumentException("amount is missing.");
}

/// <summary>Switches the rate-limit headers. What is not given stays as it is; -1 leaves a header out.</summary>
internal sealed record RateLimitCommand
{
    public bool? Enabled { get; init; }

    public RateLimitResetFormat? Format { get; init; }

    public long? RequestsLimit { get; init; }

    public long? RequestsRemaining { get; init; }

    public long? TokensLimit { get; init; }

    public long? TokensRemaining { get; init; }

    public double? RequestsResetSeconds { get; init; }

    public double? TokensResetSeconds { get; init; }

    public RateLimitHeaders ApplyTo(RateLimitHeaders headers) => headers with
    {
        Enabled = Enabled ?? headers.Enabled,
        Format = Format ?? headers.Format,
        RequestsLimit = Chosen(RequestsLimit, headers.RequestsLimit),
        RequestsRemaining = Chosen(RequestsRemaining, headers.RequestsRemaining),
        TokensLimit = Chosen(TokensLimit, headers.TokensLimit),
        TokensRemaining = Chosen(TokensRemaining, headers.TokensRemaining),
        RequestsReset = Chosen(RequestsResetSeconds, headers.RequestsReset),
        TokensReset = Chosen(TokensResetSeconds, headers.TokensReset),
    };

    private static long? Chosen(long? given, long? current) => given is null ? current : given < 0 ? null : given;

    private static TimeSpan? Chosen(double? given, TimeSpan? current) =>
        given is null ? current : given < 0 ? null : TimeSpan.FromSeconds(given.Value);
}
