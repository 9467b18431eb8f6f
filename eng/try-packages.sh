#!/usr/bin/env bash
# Packs the packages, installs them from a local folder feed into a new console project outside the repository, and streams an
# answer from the demo model there. Prints the answer; exits with 0 only when there is one.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
export ORT_DISABLE_TELEMETRY=1

work=$(mktemp -d)
# A version of its own, so that no package of an earlier run is taken from the cache.
version="0.1.0-try.$(date +%s)"
cache=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
clean_up() { rm -rf "$work" "$cache"/hybridinference*/"$version"; }
trap clean_up EXIT

echo "Packing $version"
dotnet pack "$repository" -c Release -p:Version="$version" -o "$work/feed" --nologo -v quiet
(cd "$work/feed" && ls -1 ./*.nupkg)

mkdir "$work/app" && cd "$work/app"
cat > nuget.config << 'CONFIG'
<configuration>
  <packageSources>
    <add key="try-packages" value="../feed" />
  </packageSources>
</configuration>
CONFIG
dotnet new console --force --no-restore > /dev/null
for package in HybridInference.OnnxRuntime HybridInference.OpenAI HybridInference.DemoModel; do
  dotnet add package "$package" --version "$version" --no-restore > /dev/null
done
dotnet add package Microsoft.Extensions.DependencyInjection --version "10.0.*" --no-restore > /dev/null
cat > Program.cs << 'PROGRAM'
using HybridInference;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

var services = new ServiceCollection();
services.AddOnnxChatClient("local", options => options.ModelPath = DemoModel.Folder);
services.AddOpenAIChatClient("remote", options =>
{
    options.Model = "unused";
    options.Endpoint = new Uri("http://127.0.0.1:9/v1");
});
services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote"));

await using ServiceProvider provider = services.BuildServiceProvider();
IChatClient client = provider.GetRequiredService<IChatClient>();
List<ChatResponseUpdate> updates = [];
await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync("Hello! How are you today?"))
{
    Console.Write(update.Text);
    updates.Add(update);
}

Console.WriteLine();
ChatResponse response = updates.ToChatResponse();
Console.WriteLine($"{response.GetRoutingDecision()}, {updates.Count} updates");
return response.Text.Length > 0 && response.GetRoutingDecision()?.Target == "local" ? 0 : 1;
PROGRAM
dotnet run
