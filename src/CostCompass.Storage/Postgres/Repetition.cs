using System.Diagnostics;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>Does something with a server until it succeeds, fails for good, or has been tried for long enough.</summary>
/// <param name="address">The server.</param>
/// <param name="failure">The failure for a person that another one of the server or of the connection stands for.</param>
/// <param name="isDamaged">Whether the store holds something unreadable, asked when something failed that can be an error of this code as well.</param>
internal sealed class Repetition(PostgresAddress address, Func<Exception, CostException> failure, Func<bool> isDamaged)
{
    // One that was never reached is more likely misspelled.
    private static readonly TimeSpan _firstPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(1);

    private volatile bool _hasConnected;

    /// <summary>For how long it is tried where nothing else is said: a server that restarts, or a copy that takes over, needs some seconds.</summary>
    public static TimeSpan Usual { get; } = TimeSpan.FromSeconds(40);

    /// <summary>For how long it is tried.</summary>
    public TimeSpan Patience { get; init; } = Usual;

    /// <summary>Opens a connection, which the caller disposes.</summary>
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

    /// <summary>Does something, again when that may help.</summary>
    /// <param name="action">What is done. What it did before it failed must not count.</param>
    /// <param name="mayHaveHappened">Of a write, whether it may have happened although its end wasn't heard of; null of a read.</param>
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
                        ? PostgresFailure.OutcomeUnknown(exception, address.Shown)
                        : failure(exception);
                }

                // The others of the pool are of the same server that is gone.
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
                throw PostgresFailure.Unwritable(exception, address.Shown);
            }
            catch (Exception exception) when (PostgresFailure.IsOfContent(exception))
            {
                if (isDamaged())
                {
                    throw PostgresFailure.Unreadable(exception, address.Shown);
                }

                throw;
            }
        }
    }

    // The names of hosts may be gone with the network for a while; one that was never known is misspelled.
    private bool MayPass(Exception exception) => PostgresFailure.IsPassing(exception) && (_hasConnected || !PostgresFailure.IsUnknownHost(exception));
}
