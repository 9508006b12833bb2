using System.Text.Json;

namespace CostCompass.Storage.Vault;

/// <summary>
/// The consents of this computer, in <c>key-addresses.json</c> next to the vault, with access for the current user only. They aren't part of a
/// store: anyone who can write to a store must not be able to decide where keys are sent.
/// </summary>
/// <param name="folder">The folder of the vault.</param>
public sealed class KeyConsentFile(string folder)
{
    private const string FileName = "key-addresses.json";
    private const int Version = 1;
    private const int MaximumLength = 1024 * 1024;
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The full path of the file.</summary>
    public string FullPath { get; } = Path.Combine(folder, FileName);

    /// <summary>Every consent. None without a file.</summary>
    /// <exception cref="CostException">
    /// <c>KeyAddressesExposed</c> if others can change the file, <c>KeyAddressesUnreadable</c> if it contains something else,
    /// <c>VaultNotReadable</c>.
    /// </exception>
    public IReadOnlyList<KeyConsent> Read()
    {
        byte[]? text;
        try
        {
            text = PrivateFile.TryRead(FullPath, MaximumLength, folderMayBeRead: true);
        }
        catch (CostException exposed) when (exposed.ErrorId == "VaultExposed")
        {
            throw VaultErrors.KeyAddressesExposed(exposed.Kind, FullPath, exposed);
        }

        return text is null ? [] : Parse(text);
    }

    /// <summary>Adds consents. Existing ones are kept.</summary>
    /// <param name="added">The consents.</param>
    /// <exception cref="CostException">As <see cref="Read"/>, and <c>StoreExposed</c>, <c>VaultNotWritable</c>, <c>VaultBusy</c>.</exception>
    public void Add(IReadOnlyCollection<KeyConsent> added)
    {
        StoreFolder.Ensure(folder);
        Update(before => before.Union(added));
    }

    /// <summary>Removes a consent.</summary>
    /// <param name="removed">The consent; one that isn't there does nothing.</param>
    /// <exception cref="CostException">As <see cref="Add"/>.</exception>
    public void Remove(KeyConsent removed)
    {
        if (File.Exists(FullPath))
        {
            Update(before => before.Where(consent => consent != removed));
        }
    }

    private void Update(Func<IReadOnlyList<KeyConsent>, IEnumerable<KeyConsent>> change)
    {
        using VaultWriteLock held = VaultWriteLock.Acquire(FullPath, LockPatience);
        IReadOnlyList<KeyConsent> before = Read();
        List<KeyConsent> after = [.. change(before)];
        if (!after.SequenceEqual(before))
        {
            PrivateFile.Replace(FullPath, JsonSerializer.SerializeToUtf8Bytes(new Content(Version, after.ConvertAll(Row.Of)), Layout));
        }
    }

    private List<KeyConsent> Parse(byte[] text)
    {
        try
        {
            Content? content = JsonSerializer.Deserialize<Content>(text, Layout);
            return content is { Version: Version, Addresses: { } rows } ? rows.ConvertAll(row => row?.ToConsent() ?? throw new FormatException()) : throw new FormatException();
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw VaultErrors.KeyAddressesUnreadable(FullPath, exception);
        }
    }

    private sealed record Content(int Version, List<Row> Addresses);

    private sealed record Row(string Provider, string Address, string Source, string Reference, string? SecretVault)
    {
        public static Row Of(KeyConsent consent) =>
            new(consent.Provider, consent.Address.ToString(), consent.Source.ToString(), consent.Reference, consent.SecretVault);

        public KeyConsent ToConsent() => KeyAddress.TryParse(Address, out KeyAddress? address)
            && Enum.TryParse(Source, out KeySource source) && Enum.IsDefined(source) && source.ToString() == Source
            && Provider is not null
            && Reference is not null
                ? new KeyConsent(Provider, address, source, Reference, SecretVault)
                : throw new FormatException();
    }
}
