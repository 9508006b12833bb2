using System.Collections.Concurrent;

namespace CostCompass.Application;

/// <summary>
/// Lets work on other threads hand what only the pipeline's thread may do (write objects, errors, progress) back to it.
/// </summary>
public sealed class PipelinePump
{
    private readonly BlockingCollection<Action> _queue = [];

    /// <summary>Runs on the pipeline's thread soon. Called from any thread.</summary>
    /// <param name="action">What is to be done there.</param>
    public void Post(Action action) => _queue.Add(action);

    /// <summary>
    /// Starts work and does here what it posts, until it has ended. When something posted here fails, or the pipeline is being
    /// stopped, the work is told to stop and is waited for, so that nothing runs on behind the command.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="stop">Tells the work to stop.</param>
    public void Run(Func<Task> work, Action stop)
    {
        Task running = Task.Run(async () =>
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            finally
            {
                _queue.CompleteAdding();
            }
        });

        try
        {
            foreach (Action action in _queue.GetConsumingEnumerable())
            {
                action();
            }
        }
        catch
        {
            stop();
            foreach (Action unused in _queue.GetConsumingEnumerable())
            {
                // Drained, so that the work can end; its results have nowhere to go.
            }

            Task.WhenAny(running).GetAwaiter().GetResult();
            _queue.Dispose();
            throw;
        }

        running.GetAwaiter().GetResult();
        _queue.Dispose();
    }
}
