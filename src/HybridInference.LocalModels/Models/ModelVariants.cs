namespace HybridInference.LocalModels;

/// <summary>Finds the graphs of the Hugging Face onnx-community layout, where one folder holds the same model in several precisions.</summary>
internal static class ModelVariants
{
    /// <summary>The name of the graph without a suffix.</summary>
    private const string Unquantized = "fp32";

    private const string Prefix = "model_";
    private const string Extension = ".onnx";

    /// <summary>
    /// The order on a CPU: the small and fast ones that keep their accuracy first, then 8 bits, then the unquantized one, and last what a CPU
    /// has to convert or what is a last resort.
    /// </summary>
    private static readonly string[] Order =
        ["q4", "q4f16", "int8", "quantized", "uint8", Unquantized, "fp16", "bnb4", "q2", "q2f16", "q1", "q1f16"];

    /// <summary>Tells whether a folder holds graphs named as in this layout.</summary>
    public static bool AnyIn(string folder) => Find(folder).Count > 0;

    /// <summary>Chooses a graph and gives its path relative to the folder.</summary>
    /// <param name="folder">A folder that has at least one.</param>
    /// <param name="wanted">The variant that the application wants, or <see langword="null"/> for the first in the order.</param>
    /// <exception cref="ModelLoadException">The wanted variant is not there.</exception>
    public static string Choose(string folder, string? wanted)
    {
        Dictionary<string, string> files = Find(folder);
        string? variant = wanted is null ? Order.FirstOrDefault(files.ContainsKey) ?? files.Keys.Order(StringComparer.Ordinal).First() : Rename(wanted);
        return files.TryGetValue(variant, out string? file)
            ? file
            : throw new ModelLoadException(
                folder,
                $"the folder has no variant '{wanted}', only {string.Join(", ", files.Keys.Order(StringComparer.Ordinal))}.");
    }

    /// <summary>Finds the graphs by variant, in the folder <c>onnx</c> or else in the model folder itself.</summary>
    private static Dictionary<string, string> Find(string folder)
    {
        string inner = Path.Combine(folder, "onnx");
        IEnumerable<string> files = Directory.EnumerateFiles(Directory.Exists(inner) ? inner : folder, "model*" + Extension);
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            if (VariantOf(Path.GetFileNameWithoutExtension(file)) is { } variant)
            {
                found[variant] = Path.GetRelativePath(folder, file);
            }
        }

        return found;
    }

    private static string? VariantOf(string name) =>
        name == "model" ? Unquantized : name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : null;

    /// <summary>The name that other tools give to a variant whose file has another.</summary>
    private static string Rename(string wanted) => string.Equals(wanted, "q8", StringComparison.OrdinalIgnoreCase) ? "quantized" : wanted;
}
