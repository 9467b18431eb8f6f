namespace HybridInference;

/// <summary>The tiny chat model that comes with this package.</summary>
/// <remarks>
/// It answers greetings and does a few light tasks on short English texts. It is made for demos and tests: see the project's
/// documentation for what it can do, and use a larger model for anything else.
/// </remarks>
public static class DemoModel
{
    /// <summary>The name of the model.</summary>
    public const string ModelId = "hybrid-demo";

    /// <summary>Gets the model folder, which the package's build copies beside the application.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "HybridInference.DemoModel");
}
