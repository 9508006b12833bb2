using System.Data.Common;
using System.Globalization;

namespace CostCompass.Storage.Relational;

/// <summary>
/// A connection to the database of a store. The statements of the tables are plain SQL that every database understands; what databases
/// do in ways of their own is here.
/// </summary>
internal abstract class StoreConnection : IDisposable
{
    /// <summary>Whether names that differ in the case of letters of ASCII are equal to the database.</summary>
    public abstract bool FoldsAscii { get; }

    /// <summary>Whether several writes run at once, so that each has to claim what it decides upon.</summary>
    public abstract bool Claims { get; }

    /// <summary>
    /// How far the neighbour of an instant is sought first, where a search through all of the time costs more than one through a part of it;
    /// null where it does not.
    /// </summary>
    public abstract TimeSpan? Neighbourhood { get; }

    /// <summary>
    /// Between which instants, in microseconds, there can be a snapshot of any series, where that is known more cheaply than by looking; null
    /// where it is not.
    /// </summary>
    public abstract (long From, long To)? SnapshotReach();

    /// <summary>
    /// How far the clock by which reservations end is ahead of the one of this machine: hosts whose clocks differ must agree on what is held.
    /// Zero where the machine is the only one.
    /// </summary>
    public abstract TimeSpan ClockLead();

    /// <summary>Waits until no other write has claimed the same, and keeps it until this write ends.</summary>
    /// <param name="claims">All that the write claims: a second call could wait for a write that waits for this one.</param>
    public abstract void Claim(params IReadOnlyCollection<StoreClaim> claims);

    /// <summary>Makes sure that there is a place for snapshots.</summary>
    /// <param name="firstSeen">The instants at which they begin.</param>
    public abstract void MakeRoom(IEnumerable<DateTimeOffset> firstSeen);

    /// <summary>Adds many rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="skipExisting">Whether a row that is there already is left as it is; without it that is a failure.</param>
    public abstract RowWriter Append(string table, string columns, bool skipExisting = false);

    /// <summary>Lets new rows be numbered on from those that came with their numbers.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column with the number.</param>
    public abstract void ContinueNumbers(string table, string column);

    /// <summary>Makes a command with its parameters, in the order of <c>$1</c>, <c>$2</c> and so on.</summary>
    public abstract DbCommand Prepare(string sql, params object?[] values);

    /// <summary>Runs statements and returns how many rows they changed.</summary>
    public int Run(string sql, params object?[] values)
    {
        using DbCommand command = Prepare(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads one whole number.</summary>
    public long ReadInteger(string sql, params object?[] values)
    {
        using DbCommand command = Prepare(sql, values);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
