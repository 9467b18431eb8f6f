namespace HybridInference.Benchmarks.Device;

/// <summary>A copy, in a temporary place, of a model folder without a chat template: what is said is the prompt.</summary>
internal sealed class TemplatedFolder : IDisposable
{
    public TemplatedFolder(string source)
    {
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(System.IO.Path.Combine(Path, "chat_template.jinja"), "{{ bos_token }}{% for message in messages %}{{ message.content }}{% endfor %}");
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("hybrid-prediction-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
