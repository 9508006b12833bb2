using CostCompass.Storage.Postgres;
using CostCompass.Storage.Sql;
using CostCompass.Storage.Tests.Contract;
using Npgsql;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>A store in a schema of its own on the server that the tests share.</summary>
internal sealed class StoreOnServer(PostgresServer? server = null) : StoreUnderTest
{
    private readonly List<PostgresAddress> _addresses = [];
    private readonly DirectoryInfo _definitions = Directory.CreateTempSubdirectory("costcompass-definitions-");
    private SqlCostStore? _store;

    public PostgresServer Server { get; } = server ?? PostgresServer.Shared;

    public string Schema { get; } = PostgresServer.NewSchema();

    public override string Kind => "PostgreSQL";

    public override int Samples => 4;

    public override SqlCostStore Store => _store ??= Another();

    public override SqlCostStore Another()
    {
        _addresses.Add(PostgresAddress.Parse(Server.ConnectionString(Schema)));
        return new PostgresCostStore(Server.ConnectionString(Schema), _definitions.FullName);
    }

    internal override SqlCostStore OfSchema(StoreSchema schema)
    {
        _addresses.Add(PostgresAddress.Parse(Server.ConnectionString(Schema)));
        return new PostgresCostStore(Server.ConnectionString(Schema), _definitions.FullName, schema);
    }

    public override string Content() => Server.Query<string>($"SELECT schema_to_xml('{Schema}', true, false, '')::text");

    public override StoreUnderTest Fresh() => new StoreOnServer(Server);

    public override void Dispose()
    {
        foreach (PostgresAddress address in _addresses)
        {
            using var connection = new NpgsqlConnection(address.ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }

        _definitions.Delete(recursive: true);
    }
}
