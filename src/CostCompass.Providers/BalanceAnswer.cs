namespace CostCompass.Providers;

/// <summary>A provider's response with the balance of an account.</summary>
/// <param name="Readings">One reading per currency that could be read, in the order of the response. Empty if the account has no balance yet.</param>
/// <param name="IsAvailable">Whether the account can make calls.</param>
public sealed record BalanceAnswer(IReadOnlyList<BalanceReading> Readings, bool IsAvailable)
{
    /// <summary>One error for each currency that couldn't be read. Each names the invalid field.</summary>
    public IReadOnlyList<CostException> Faults { get; init; } = [];

    /// <summary>A note for the user about the response, in a sentence, or null.</summary>
    public string? Notice { get; init; }

    /// <summary>
    /// <see cref="AccountStatus.Ok"/>, or <see cref="AccountStatus.Error"/> if the account can't make calls or a currency couldn't be read.
    /// </summary>
    public AccountStatus Status => IsAvailable && Faults.Count == 0 ? AccountStatus.Ok : AccountStatus.Error;

    /// <summary>The response of a provider with one balance in one currency.</summary>
    /// <param name="reading">The reading.</param>
    public static BalanceAnswer Of(BalanceReading reading) => new([reading], reading.Levels.IsAvailable);
}
