namespace CostCompass.Balances;

/// <summary>One currency of a DeepSeek account's balance, as the API just returned it.</summary>
public sealed record DeepSeekBalance
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>The ISO 4217 code: <c>CNY</c> or <c>USD</c>.</summary>
    public required string Currency { get; init; }

    /// <summary>What can be spent: granted plus topped-up. Negative if the last call cost more than the remaining balance.</summary>
    public required decimal Total { get; init; }

    /// <summary>Granted credit. It is used first and can expire.</summary>
    public required decimal Granted { get; init; }

    /// <summary>Credit that was paid for. It doesn't expire. Negative if the last call cost more than the remaining balance.</summary>
    public required decimal ToppedUp { get; init; }

    /// <summary>Whether the account can make calls.</summary>
    public required bool IsAvailable { get; init; }

    /// <summary><see cref="AccountStatus.Ok"/>, or <see cref="AccountStatus.Error"/> if the account can't make calls.</summary>
    public required AccountStatus Status { get; init; }

    /// <summary>The time at which the response arrived.</summary>
    public required DateTimeOffset RetrievedAt { get; init; }

    /// <summary>The balance of a reading.</summary>
    /// <param name="reading">The reading.</param>
    public static DeepSeekBalance Of(BalanceReading reading) => new()
    {
        Account = reading.Account.Text,
        Currency = reading.Currency,
        Total = reading.Levels.Total,
        Granted = reading.Levels.Granted,
        ToppedUp = reading.Levels.ToppedUp,
        IsAvailable = reading.Levels.IsAvailable,
        Status = reading.Levels.IsAvailable ? AccountStatus.Ok : AccountStatus.Error,
        RetrievedAt = reading.At,
    };
}
