namespace CostCompass.Providers;

/// <summary>
/// The description of a provider, without a request. The interfaces that it also implements, such as
/// <see cref="IBalanceProvider"/>, define its requests: one interface per kind of source, because their figures have different meanings.
/// </summary>
public interface ICostProvider
{
    /// <summary>What it reports, and what that requires. Its name is unique and isn't case-sensitive.</summary>
    CostProvider Description { get; }

    /// <summary>The name that accounts and messages use, for example <c>DeepSeek</c>.</summary>
    string Name => Description.Name;
}
