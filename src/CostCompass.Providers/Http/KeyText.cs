namespace CostCompass.Providers.Http;

/// <summary>The rule for keys: visible ASCII characters, as required in a header. A pasted line break is the usual violation.</summary>
public static class KeyText
{
    /// <summary>The maximum length of a key in characters.</summary>
    public const int MaximumLength = 4096;

    /// <summary>Fails if a key isn't valid. The key is never shown, not even in part.</summary>
    /// <param name="key">The key.</param>
    /// <param name="account">The account's name, for the message.</param>
    /// <exception cref="CostException"><c>InvalidKey</c>.</exception>
    public static void Require(ReadOnlySpan<char> key, string account)
    {
        if (key.IsEmpty)
        {
            throw ProviderErrors.InvalidKey($"The key of account '{account}' is empty.");
        }

        if (key.Length > MaximumLength)
        {
            throw ProviderErrors.InvalidKey($"The key of account '{account}' is too long.");
        }

        if (key.ContainsAnyExceptInRange('!', '~'))
        {
            throw ProviderErrors.InvalidKey($"The key of account '{account}' contains a space, a line break or a non-ASCII character.");
        }
    }
}
