BeforeDiscovery {
    $hosted = Join-Path $PSHOME 'pwsh.runtimeconfig.json'
    $script:needsDotnet = (Test-Path $hosted) -and (Get-Content $hosted -Raw | ConvertFrom-Json).runtimeOptions.framework
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    $script:helper = Join-Path (Get-RepositoryPath) 'tools' 'PowerShell.psm1'

    # A shell that writes without an end. Returns its process once it has written.
    function Open-Writer {
        param([string] $Program)
        $script = Join-Path $TestDrive 'writer.ps1'
        Set-Content $script '[IO.File]::WriteAllText($args[0], "$PID"); while ($true) { [IO.File]::AppendAllText($args[1], "x"); [Threading.Thread]::Sleep(5) }'
        $script:number = Join-Path $TestDrive "number-$([guid]::NewGuid())"
        $script:written = Join-Path $TestDrive "written-$([guid]::NewGuid())"
        $start = [Diagnostics.ProcessStartInfo]::new($Program)
        foreach ($one in '-NoProfile', '-NonInteractive', '-File', $script, $number, $written) { $start.ArgumentList.Add($one) }
        $process = [Diagnostics.Process]::Start($start)
        while (-not $process.HasExited -and -not (Test-Path $written)) { Start-Sleep -Milliseconds 20 }
        $process
    }

    function Assert-EndOfWriter {
        param([Diagnostics.Process] $Process)
        $id = $Process.Id
        $Process.HasExited | Should -BeFalse
        Get-Content $number | Should -Be $id -Because 'what is killed must be what writes'
        Stop-Program $Process
        $length = (Get-Item $written).Length
        Get-Process -Id $id -ErrorAction Ignore | Should -BeNullOrEmpty
        Start-Sleep -Milliseconds 300
        (Get-Item $written).Length | Should -Be $length
    }
}

Describe 'Another PowerShell' {
    It 'is the shell itself: what kills it ends what it runs' {
        Assert-EndOfWriter (Open-Writer (Get-PowerShellPath))
    }

    It 'is the shell itself also where the command of a .NET tool runs this one' -Skip:(-not $needsDotnet -or $IsWindows) {
        $code = "Import-Module '$helper'; Get-PowerShellPath; [Environment]::ProcessPath"
        $path, $runner = dotnet (Join-Path $PSHOME 'pwsh.dll') -NoProfile -NonInteractive -Command $code
        Split-Path $runner -Leaf | Should -Be 'dotnet'
        Assert-EndOfWriter (Open-Writer $path)
    }

    It 'ends with the processes that it has started' -Skip:$IsWindows {
        $file = Join-Path $TestDrive 'child'
        $start = [Diagnostics.ProcessStartInfo]::new('/bin/sh')
        foreach ($one in '-c', "sleep 600 & echo `$! >'$file.new'; mv '$file.new' '$file'; wait") { $start.ArgumentList.Add($one) }
        $process = [Diagnostics.Process]::Start($start)
        while (-not (Test-Path $file)) { Start-Sleep -Milliseconds 20 }
        $child = Get-Process -Id (Get-Content $file)
        Stop-Program $process
        $child.WaitForExit(10000) | Should -BeTrue
    }

    It 'is started by no script by its name, which can be the command of a tool' {
        $scripts = 'tools', 'tests' | ForEach-Object { Get-ChildItem (Join-Path (Get-RepositoryPath) $_) -Recurse -File -Include '*.ps1', '*.psm1' } |
            Where-Object FullName -NotMatch '[\\/](bin|obj|node_modules)[\\/]'
        $scripts.Count | Should -BeGreaterThan 50
        $byName = foreach ($script in $scripts) {
            $tree = [Management.Automation.Language.Parser]::ParseFile($script.FullName, [ref]$null, [ref]$null)
            $tree.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -in 'pwsh', 'pwsh.exe' }, $true) |
                ForEach-Object { "$($script.Name):$($_.Extent.StartLineNumber)" }
        }
        $byName | Should -BeNullOrEmpty
    }
}
