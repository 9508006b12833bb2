using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>The mark of one write, which shows later whether the write happened.</summary>
internal static class WriteMark
{
    // One in this many writes deletes old marks.
    private const int WritesPerTidying = 256;

    /// <summary>
    /// Adds a mark, and prevents a newer module from changing the tables until the transaction ends. The version is read after that in the
    /// same round trip, so that it applies to the whole write.
    /// </summary>
    /// <param name="connection">A connection at the start of its transaction.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="mark">The mark.</param>
    /// <returns>The version of the tables, or null if the mark already existed, which means that the write has happened.</returns>
    public static int? Add(NpgsqlConnection connection, PostgresSchema schema, Guid mark)
    {
        int? version = Run(connection, schema, mark);
        if (version is not null && Random.Shared.Next(WritesPerTidying) == 0)
        {
            using var tidy = new NpgsqlCommand("DELETE FROM write_mark WHERE written_at < now() - interval '1 day'", connection);
            tidy.ExecuteNonQuery();
        }

        return version;
    }

    private static int? Run(NpgsqlConnection connection, PostgresSchema schema, Guid mark)
    {
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(schema.KeepAsItIs());
        var add = new NpgsqlBatchCommand(
            $"INSERT INTO write_mark (mark) VALUES ($1) ON CONFLICT DO NOTHING RETURNING ({schema.SelectVersion})");
        add.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = mark });
        batch.BatchCommands.Add(add);
        using NpgsqlDataReader reader = batch.ExecuteReader();
        reader.NextResult();
        return reader.Read() ? reader.GetInt32(0) : null;
    }
}
