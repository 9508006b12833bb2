using CostCompass.Storage.Vault;

namespace CostCompass.Storage.Tests.Vault;

public sealed class KeyConsentFileTests : IDisposable
{
    private static readonly KeyConsent One = Consent("https://api.deepseek.com");
    private static readonly KeyConsent Other = Consent("https://gateway.example:8443");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("costcompass-consents-");

    private KeyConsentFile Consents => new(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void WithoutAFile_NothingIsConfirmed() => Assert.Empty(Consents.Read());

    [Fact]
    public void WhatIsAdded_IsRead_AndStays()
    {
        var secret = new KeyConsent("moonshot", One.Address, KeySource.SecretManagement, "my secret", "Store");
        Consents.Add([One]);
        Consents.Add([Other, secret]);
        Consents.Add([One]);

        Assert.Equal([One, Other, secret], Consents.Read());
    }

    [Fact]
    public void ManyWriters_LoseNothing()
    {
        KeyConsent[] many = [.. Enumerable.Range(0, 40).Select(number => Consent($"https://host{number}.example"))];

        Parallel.ForEach(many, one => Consents.Add([one]));

        Assert.Equal(many.Order(Comparer<KeyConsent>.Create((a, b) => string.CompareOrdinal(a.Address.Host, b.Address.Host))),
            Consents.Read().OrderBy(one => one.Address.Host, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"version":2,"addresses":[]}""")]
    [InlineData("""{"version":1,"addresses":[null]}""")]
    [InlineData("""{"version":1,"addresses":[{"provider":"deepseek","source":"Environment","reference":"A"}]}""")]
    [InlineData("""{"version":1,"addresses":[{"provider":"deepseek","address":"https://api.deepseek.com/path","source":"Environment","reference":"A"}]}""")]
    [InlineData("""{"version":1,"addresses":[{"provider":"deepseek","address":"https://api.deepseek.com","source":"Nowhere","reference":"A"}]}""")]
    public void AnythingElse_ConfirmsNothing(string text)
    {
        Write(text);

        var failure = Assert.Throws<CostException>(() => Consents.Read());

        Assert.Equal("KeyAddressesUnreadable", failure.ErrorId);
        Assert.Contains(Consents.FullPath, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatOthersCanRead_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Consents.Add([One]);
        File.SetUnixFileMode(Consents.FullPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Equal("KeyAddressesExposed", Assert.Throws<CostException>(() => Consents.Read()).ErrorId);
        Assert.Equal("KeyAddressesExposed", Assert.Throws<CostException>(() => Consents.Add([Other])).ErrorId);
    }

    private static KeyConsent Consent(string address) => new("deepseek", KeyAddress.Of(new Uri(address)), KeySource.Environment, "TEAM_KEY", null);

    private void Write(string text)
    {
        Consents.Add([One]);
        File.WriteAllText(Consents.FullPath, text);
    }
}
