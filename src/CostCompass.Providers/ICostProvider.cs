namespace CostCompass.Providers;

/// <summary>
/// What is known about a provider before anything is asked of it. What it can be asked is said by the interfaces it adds,
/// such as <see cref="IBalanceProvider"/>: one interface per kind of source, because their figures don't mean the same.
/// </summary>
public interface ICostProvider
{
    /// <summary>What it can tell, and what it needs for that. Its name is unique without regard to case.</summary>
    CostProvider Description { get; }

    /// <summary>The name that accounts and messages use, for example <c>DeepSeek</c>.</summary>
    string Name => Description.Name;
}
