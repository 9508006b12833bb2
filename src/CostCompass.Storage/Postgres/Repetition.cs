using System.Diagnostics;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>Repeats an operation with a server until it succeeds, fails permanently, or was tried for long enough.</summary>
/// <param name="address">The server.</param>
/// <param name="failure">Creates the error for an exception of the server or the connection.</param>
/// <param name="isDamaged">Whether the store contains data that can't be read. It is called if a failure may also be a bug in this code.</param>
internal sealed class Repetition(PostgresAddress address, Func<Exception, CostException> failure, Func<bool> isDamaged)
{
    // A host that was never reached is more likely misspelled.
    private static readonly TimeSpan _firstPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(1);

    private volatile bool _hasConnected;

    /// <summary>The default time for which it is tried: a restart or failover of a server takes several seconds.</summary>
    public static TimeSpan Usual { get; } = TimeSpan.FromSeconds(40);

    /// <summary>The time for which it is tried.</summary>
    public TimeSpan Patience { get; init; } = Usual;

    /// <summary>Opens a connection. The caller disposes it.</summary>
    public NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            connection.Open();
            _hasConnected = true;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs an operation, and repeats it if that may help.</summary>
    /// <param name="action">The operation. What it did before a failure must not count.</param>
    /// <param name="mayHaveHappened">For a write, whether it may have happened although its result is unknown. Null for a read.</param>
    public T Run<T>(Func<T> action, Func<bool>? mayHaveHappened = null)
    {
        long start = Stopwatch.GetTimestamp();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return action();
            }
            catch (Exception exception) when (MayPass(exception))
            {
                if (Stopwatch.GetElapsedTime(start) > (_hasConnected ? Patience : _firstPatience))
                {
                    throw mayHaveHappened?.Invoke() == true
                        ? ServerErrors.StoreOutcomeUnknown(exception, address.Shown)
                        : failure(exception);
                }

                // The other connections of the pool belong to the same unavailable server.
                using (var gone = new NpgsqlConnection(address.ConnectionString))
                {
                    NpgsqlConnection.ClearPool(gone);
                }

                double pause = Math.Min(_longestPause.TotalMilliseconds, 25 * Math.Pow(2, Math.Min(attempt, 10)));
                Thread.Sleep(TimeSpan.FromMilliseconds(pause * (0.5 + (Random.Shared.NextDouble() / 2))));
            }
            catch (Exception exception) when (PostgresFailure.IsOfServer(exception))
            {
                throw failure(exception);
            }
            catch (Exception exception) when (mayHaveHappened is not null && (exception is ArgumentException or OverflowException))
            {
                throw ServerErrors.StoreFailedUnwritable(exception, address.Shown);
            }
            catch (Exception exception) when (PostgresFailure.IsOfContent(exception))
            {
                if (isDamaged())
                {
                    throw ServerErrors.StoreDamagedContent(exception, address.Shown);
                }

                throw;
            }
        }
    }

    // Host names may temporarily be unavailable with the network. One that was never resolved is misspelled.
    private bool MayPass(Exception exception) => PostgresFailure.IsPassing(exception) && (_hasConnected || !PostgresFailure.IsUnknownHost(exception));
}
