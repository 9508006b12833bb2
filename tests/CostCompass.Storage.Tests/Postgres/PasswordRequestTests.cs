using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CostCompass.Storage.Postgres;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>A program that took the port of the server before it and asks for the password.</summary>
public sealed class PasswordRequestTests
{
    private const string Secret = "Tr0ub4dor-made-up";
    private const int CleartextPassword = 3;
    private const int Md5Password = 5;

    [Theory]
    [InlineData(CleartextPassword, "Prefer")]
    [InlineData(CleartextPassword, "Disable")]
    [InlineData(CleartextPassword, "Require")]
    [InlineData(Md5Password, "Prefer")]
    [InlineData(Md5Password, "Disable")]
    public async Task APasswordInClear_OrAsMd5_IsSentToNobodyWhoseCertificateIsNotVerified(int method, string mode)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var end = new CancellationTokenSource();
        Task<string> heard = ListenAsync(listener, method, end.Token);

        // What the connection string asks for doesn't bring the methods back.
        string text = $"Host=127.0.0.1;Port={port};Database=costs;Username=ann;Password={Secret};Timeout=5;Require Auth=Password,MD5,ScramSHA256;SSL Mode={mode}";
        var database = new PostgresDatabase(PostgresAddress.Parse(text), patience: TimeSpan.Zero);
        CostException failure = Assert.Throws<CostException>(() => database.Exists);
        await end.CancelAsync();
        string said = await heard;

        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
        Assert.DoesNotContain("md5", said, StringComparison.Ordinal);
        if (mode != "Require")
        {
            Assert.Equal("StoreAccessDenied", failure.ErrorId);
            Assert.Contains("scram-sha-256", failure.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WithAVerifiedCertificate_TheServerChoosesTheMethod()
    {
        string text = PostgresAddress.Parse("Host=db.example.com;Database=costs;Password=" + Secret).ConnectionString;
        Assert.DoesNotContain("Require Auth", text, StringComparison.OrdinalIgnoreCase);
    }

    // Refuses TLS, asks for the password, and keeps all that comes.
    private static async Task<string> ListenAsync(TcpListener listener, int method, CancellationToken end)
    {
        var heard = new StringBuilder();
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(end);
                await using NetworkStream stream = client.GetStream();
                byte[] buffer = new byte[4096];
                bool isAsked = false;
                int read;
                while ((read = await stream.ReadAsync(buffer, end)) > 0)
                {
                    heard.Append(Encoding.Latin1.GetString(buffer, 0, read));
                    if (read == 8 && !isAsked)
                    {
                        await stream.WriteAsync("N"u8.ToArray(), end);
                    }
                    else if (!isAsked)
                    {
                        isAsked = true;
                        await stream.WriteAsync(Request(method), end);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return heard.ToString();
        }
    }

    private static byte[] Request(int method)
    {
        byte[] salt = method == Md5Password ? [1, 2, 3, 4] : [];
        byte[] message = new byte[9 + salt.Length];
        message[0] = (byte)'R';
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 8 + salt.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(5), method);
        salt.CopyTo(message, 9);
        return message;
    }
}
