using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Http;

public sealed class CertificateTests : IDisposable
{
    private readonly SocketsHttpHandler _handler = ProviderHandler.Create();

    public void Dispose() => _handler.Dispose();

    [Fact]
    public async Task ACertificateThatNobodyVouchesFor_EndsTheRequest_BeforeTheKeyIsSent()
    {
        using var certificate = SelfSigned();
        var received = 0;
        await using var server = RawServer.WithoutReading(async (stream, token) =>
        {
            await using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, token);
            received += await secure.ReadAsync(new byte[1024], token);
        });

        var failure = await SampleRequest.FailureAsync(_handler, new Uri($"https://127.0.0.1:{server.Address.Port}"));

        Assert.Equal(ProviderErrorId.TlsFailed, failure.ErrorId);
        Assert.Equal(CostErrorKind.Security, failure.Kind);
        Assert.Equal(0, received);
    }

    [Fact]
    public async Task AServerThatSpeaksNoTls_IsATlsFailure()
    {
        await using var server = RawServer.WithoutReading(
            async (stream, token) => await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), token));

        var failure = await SampleRequest.FailureAsync(_handler, new Uri($"https://127.0.0.1:{server.Address.Port}"));

        Assert.Equal(ProviderErrorId.TlsFailed, failure.ErrorId);
    }

    [Fact]
    public void TheHandler_LeavesCertificatesAndProtocolsToTheSystem()
    {
        Assert.Null(_handler.SslOptions.RemoteCertificateValidationCallback);
        Assert.Null(_handler.SslOptions.CertificateChainPolicy);
        Assert.Equal(System.Security.Authentication.SslProtocols.None, _handler.SslOptions.EnabledSslProtocols);
        Assert.False(_handler.AllowAutoRedirect);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        // Some platforms serve only certificates whose key came with them from a file.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
