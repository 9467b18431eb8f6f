using System.Globalization;
using HybridInference.BudgetWorker;

// race STORE PLACE REQUESTS LIMIT    makes requests at once and prints how many were granted
// stream STORE PLACE LIMIT           makes 64 streaming requests at a time until it is killed, and prints each that is settled
// crash STORE ROUNDS                 kills a "stream" process again and again, and checks what is left behind
// STORE is sqlite or redis; PLACE is a file, or a file for the ledger and a Redis server: FILE,HOST:PORT,...
return args switch
{
    ["race", var store, var place, var requests, var limit] => await Race.RunAsync(WorkerPlace.Parse(store, place), Number(requests), Number(limit)),
    ["stream", var store, var place, var limit] => await Streams.RunAsync(WorkerPlace.Parse(store, place), Number(limit)),
    ["crash", var store, var rounds] => await Crash.RunAsync(store, Number(rounds)),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("race STORE PLACE REQUESTS LIMIT | stream STORE PLACE LIMIT | crash STORE ROUNDS");
    return 2;
}
