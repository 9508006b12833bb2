using System.Collections.Concurrent;

namespace CostCompass.Application;

/// <summary>
/// Lets other threads run actions on the pipeline's thread, which is the only one that may write objects, errors and progress.
/// </summary>
public sealed class PipelinePump
{
    private readonly BlockingCollection<Action> _queue = [];

    /// <summary>Queues an action for the pipeline's thread. Can be called from any thread.</summary>
    /// <param name="action">The action.</param>
    public void Post(Action action) => _queue.Add(action);

    /// <summary>
    /// Starts work and runs the actions that it posts, until it has ended. If an action fails or the pipeline is stopped, the work is
    /// canceled and awaited, so that nothing continues to run after the command.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="stop">Cancels the work.</param>
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
                // Drained so that the work can end. Its results are discarded.
            }

            Task.WhenAny(running).GetAwaiter().GetResult();
            _queue.Dispose();
            throw;
        }

        running.GetAwaiter().GetResult();
        _queue.Dispose();
    }
}
