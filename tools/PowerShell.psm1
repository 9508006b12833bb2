# Starts another PowerShell process, and reliably ends a program.

# A compiled program looks for .NET in DOTNET_ROOT or in the default location. The dotnet in PATH can be elsewhere.
if (-not $env:DOTNET_ROOT -and (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
    $runtime = dotnet --list-runtimes | Select-String '^Microsoft\.NETCore\.App .*\[(.+)\]$' | Select-Object -Last 1
    if ($runtime) { $env:DOTNET_ROOT = Split-Path (Split-Path $runtime.Matches[0].Groups[1].Value) }
}

function Get-PowerShellPath {
    <#
    .SYNOPSIS
        Gets the program that runs this script, to start another PowerShell process.
    .DESCRIPTION
        The pwsh command of a .NET tool starts a child process and waits for it, so killing the command doesn't end the child. This
        function returns the shell itself: its process identifier is the $PID of the script that it runs.
    #>
    [OutputType([string])]
    param()

    if ([IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -ne 'dotnet' -or $IsWindows) {
        return Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
    }

    # The program of the tool supports only one processor architecture. So the dotnet that runs this script is used.
    $path = Join-Path (Split-Path $PSScriptRoot) 'artifacts' 'bin' 'pwsh'
    $text = "#!/bin/sh`nexec '$([Environment]::ProcessPath)' '$(Join-Path $PSHOME 'pwsh.dll')' `"`$@`"`n"
    if (-not (Test-Path $path) -or [IO.File]::ReadAllText($path) -cne $text) {
        $null = New-Item (Split-Path $path) -ItemType Directory -Force
        [IO.File]::WriteAllText("$path.$PID", $text)
        [IO.File]::SetUnixFileMode("$path.$PID", [IO.UnixFileMode] 'UserRead, UserWrite, UserExecute, GroupRead, GroupExecute, OtherRead, OtherExecute')
        [IO.File]::Move("$path.$PID", $path, $true)
    }

    $path
}

function Stop-Program {
    <#
    .SYNOPSIS
        Kills a process and its children (SIGKILL except on Windows), and returns when it has ended.
    .PARAMETER Process
        The process. It may already have ended.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It ends what the caller started.')]
    param(
        [Parameter(Mandatory, Position = 0)]
        [Diagnostics.Process] $Process
    )

    if (-not $Process.HasExited) { $Process.Kill($true) }
    if (-not $Process.WaitForExit(10000)) { throw "Process $($Process.Id) is still running after it was killed." }
    $Process.WaitForExit()
}

Export-ModuleMember -Function Get-PowerShellPath, Stop-Program
