using System.Security.Cryptography;

namespace CostCompass.Storage.Relational;

/// <summary>
/// The names of reservations: ten random characters of the 32 that cannot be taken for one another (no i, l, o, u), 50 bits.
/// </summary>
internal static class QuoteId
{
    private const int Length = 10;
    private const string Characters = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A name as it is stored: it may be given in any case.</summary>
    public static string Normalize(string id) => id.ToLowerInvariant();

    /// <summary>A new name.</summary>
    public static string New() => RandomNumberGenerator.GetString(Characters, Length);
}
