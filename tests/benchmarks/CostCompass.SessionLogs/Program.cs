using CostCompass.SessionLogs;

// Writes made-up session logs in the shape of Claude Code's, for measuring and comparing. The same options give the same bytes.
if (LogOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine(LogOptions.Usage);
    return 1;
}

var generator = new LogGenerator(options);
generator.Run();
Console.WriteLine($"{generator.Bytes} bytes, {generator.Files} files, {generator.Lines} lines, {generator.Calls} calls in {options.Folder}");
return 0;
