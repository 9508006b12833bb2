namespace CostCompass.Providers;

/// <summary>What a provider answered about the balance of an account.</summary>
/// <param name="Readings">One reading per currency that could be read, in the order of the response. Empty when the account has no balance yet.</param>
/// <param name="IsAvailable">Whether the provider lets the account call.</param>
public sealed record BalanceAnswer(IReadOnlyList<BalanceReading> Readings, bool IsAvailable)
{
    /// <summary>One error for each currency that couldn't be read beside the readings. Each names the field at fault.</summary>
    public IReadOnlyList<CostException> Faults { get; init; } = [];

    /// <summary>What the user should know about the answer, in a sentence, or null if there is nothing to say.</summary>
    public string? Notice { get; init; }

    /// <summary>
    /// <see cref="AccountStatus.Ok"/>, or <see cref="AccountStatus.Error"/> when the account may not call or a currency couldn't be read.
    /// </summary>
    public AccountStatus Status => IsAvailable && Faults.Count == 0 ? AccountStatus.Ok : AccountStatus.Error;

    /// <summary>The answer of a provider that has one balance in one currency.</summary>
    /// <param name="reading">The reading.</param>
    public static BalanceAnswer Of(BalanceReading reading) => new([reading], reading.Levels.IsAvailable);
}
