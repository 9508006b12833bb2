namespace CostCompass.Providers;

/// <summary>
/// What is known about a provider before anything is asked of it. What it can be asked is said by the interfaces it adds,
/// such as <see cref="IBalanceProvider"/>: one interface per kind of source, because their figures do not mean the same.
/// </summary>
public interface ICostProvider
{
    /// <summary>The name that accounts and messages use, for example <c>DeepSeek</c>. Unique without regard to case.</summary>
    string Name { get; }

    /// <summary>Where the provider answers unless an account says otherwise.</summary>
    Uri DefaultBaseUri { get; }

    /// <summary>The environment variable in which people usually keep a key of this provider.</summary>
    string KeyEnvironmentVariable { get; }
}
