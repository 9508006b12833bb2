using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using CostCompass.Storage.Postgres;
using CostCompass.Storage.Tests.Contract;
using Npgsql;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>
/// A server with certificates that are made for the test, reached over an address of this machine that is not loopback; where it has none, over
/// loopback, with the verification asked for that is the default to every other address.
/// </summary>
[NeedsServer]
public sealed class TlsTests : IDisposable
{
    private const string Name = "db.example.com";

    private static readonly IPAddress _address = OwnAddress() ?? IPAddress.Loopback;

    private readonly Authority _authority = new("The authority of a test");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("costcompass-tls-");
    private readonly string _schema = PostgresServer.NewSchema();
    private PostgresServer? _server;

    [ContractFact]
    public void AServerThatProvesWhoItIs_IsUsed_AndTheConnectionIsEncrypted()
    {
        Start(_authority.Sign(Name, _address, DateTimeOffset.UtcNow.AddDays(1)));
        PostgresCostStore store = Store(Trusting(_authority));

        store.Record([Reading(0, 10m)]);

        Assert.Equal(10m, Assert.Single(store.ReadSeries()).Newest.Levels.Total);
        Assert.True(store.ReadStatus().IsEncrypted);
    }

    [ContractFact]
    public void AnAuthorityThatIsNotTrusted_IsRefused()
    {
        Start(_authority.Sign(Name, _address, DateTimeOffset.UtcNow.AddDays(1)));
        using var another = new Authority("Another authority");

        Refused("");
        Refused(Trusting(another));
        Refused("SSL Mode=VerifyCA;" + Trusting(another));
    }

    [ContractFact]
    public void ACertificateOfAnotherName_IsRefused_UnlessOnlyTheAuthorityIsAskedFor()
    {
        Start(_authority.Sign(Name, null, DateTimeOffset.UtcNow.AddDays(1)));

        Refused(Trusting(_authority));
        Assert.Empty(Store("SSL Mode=VerifyCA;" + Trusting(_authority)).ReadSeries());
    }

    [ContractFact]
    public void ACertificateThatHasEnded_IsRefused()
    {
        Start(_authority.Sign(Name, _address, DateTimeOffset.UtcNow.AddDays(-1)));

        Refused(Trusting(_authority));
    }

    [ContractFact]
    public void AServerWithoutTls_IsRefused_BeforeThePasswordIsSent()
    {
        Start(certificate: null);

        Assert.Contains("doesn't support TLS", Refused(Trusting(_authority)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("password authentication", File.ReadAllText(Path.Combine(_server!.Folder, "log")), StringComparison.Ordinal);
        if (!IPAddress.IsLoopback(_address))
        {
            Refusal(() => Store("SSL Mode=Disable"), "StoreTlsRequired");
            Refusal(() => Store("SSL Mode=Prefer"), "StoreTlsRequired");
        }
    }

    public void Dispose()
    {
        _server?.Dispose();
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private static IPAddress? OwnAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(one => one.OperationalStatus == OperationalStatus.Up)
        .SelectMany(one => one.GetIPProperties().UnicastAddresses)
        .Select(one => one.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));

    private void Start((string Certificate, string Key)? certificate)
    {
        _server = PostgresServer.NotStarted([$"listen_addresses=127.0.0.1,{_address}", "log_connections=on", .. (string[])(certificate is null ? [] : ["ssl=on"])]);
        if (certificate is { } signed)
        {
            string key = Path.Combine(_server.Data, "server.key");
            File.WriteAllText(Path.Combine(_server.Data, "server.crt"), signed.Certificate);
            File.WriteAllText(key, signed.Key);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        File.AppendAllText(Path.Combine(_server.Data, "pg_hba.conf"), $"host all all {_address}/32 scram-sha-256\n");
        _server.GiveAway();
        _server.Start();
    }

    private string Trusting(Authority authority)
    {
        string file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():n}.pem");
        File.WriteAllText(file, authority.CertificatePem);
        return $"Root Certificate={file}";
    }

    private PostgresCostStore Store(string more)
    {
        var text = new NpgsqlConnectionStringBuilder(_server!.ConnectionString(_schema, byTcp: true) + ";" + more) { Host = _address.ToString() };
        if (IPAddress.IsLoopback(_address) && text.SslMode is SslMode.Prefer)
        {
            text.SslMode = SslMode.VerifyFull;
        }

        return new PostgresCostStore(text.ToString(), _folder.FullName);
    }

    private CostException Refused(string more)
    {
        CostException failure = Refusal(() => Store(more).ReadSeries(), "StoreTlsFailed");

        Assert.Contains(_address.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, failure + failure.RecommendedAction, StringComparison.Ordinal);
        return failure;
    }
}
