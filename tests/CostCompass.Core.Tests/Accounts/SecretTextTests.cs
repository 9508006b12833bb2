using System.Security;

namespace CostCompass.Core.Tests.Accounts;

public sealed class SecretTextTests
{
    [Fact]
    public void ASecureString_IsCopied_AndStaysUsable()
    {
        using var source = new SecureString();
        foreach (char character in "sk-made-up-é密")
        {
            source.AppendChar(character);
        }

        using var secret = SecretText.FromSecureString(source);

        Assert.Equal("sk-made-up-é密", secret.Span.ToString());
        Assert.Equal(source.Length, secret.Length);
    }

    [Fact]
    public void AnEmptySecureString_IsEmpty()
    {
        using var source = new SecureString();
        using var secret = SecretText.FromSecureString(source);

        Assert.Equal(0, secret.Length);
    }

    [Fact]
    public void Utf8_IsDecoded()
    {
        using var secret = SecretText.FromUtf8("sk-é密"u8);

        Assert.Equal("sk-é密", secret.Span.ToString());
    }

    [Fact]
    public void Dispose_ZeroesTheMemory_AndClosesTheSecret()
    {
        var secret = SecretText.FromChars("sk-made-up");
        ReadOnlySpan<char> memory = secret.Span;

        secret.Dispose();
        secret.Dispose();

        Assert.Equal(new string('\0', 10), memory.ToString());
        Assert.Throws<ObjectDisposedException>(() => secret.Span.ToString());
    }

    [Fact]
    public void ItsText_NeverShowsIt()
    {
        using var secret = SecretText.FromChars("sk-made-up");

        Assert.Equal("(secret)", secret.ToString());
        Assert.Equal("(secret)", $"{secret}");
    }
}
