# How a script starts another PowerShell, and how it ends a program for certain.

# A compiled program looks for its .NET in DOTNET_ROOT or in the usual place. The dotnet of the PATH can be elsewhere.
if (-not $env:DOTNET_ROOT -and (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
    $runtime = dotnet --list-runtimes | Select-String '^Microsoft\.NETCore\.App .*\[(.+)\]$' | Select-Object -Last 1
    if ($runtime) { $env:DOTNET_ROOT = Split-Path (Split-Path $runtime.Matches[0].Groups[1].Value) }
}

function Get-PowerShellPath {
    <#
    .SYNOPSIS
        The program to start for another PowerShell: the one that runs this script.
    .DESCRIPTION
        The command pwsh of a .NET tool starts a child and waits for it, so what kills the command leaves the child alive. The program
        that this function names is the shell itself: its process identifier is the $PID of the script that it runs.
    #>
    [OutputType([string])]
    param()

    if ([IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -ne 'dotnet' -or $IsWindows) {
        return Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
    }

    # The tool's own program is for one kind of processor only. This one becomes the dotnet that runs this script.
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
        Kills a process with its children (SIGKILL off Windows), and returns once it is gone.
    .PARAMETER Process
        The process. One that has ended by itself is left as it is.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It ends what the caller started.')]
    param(
        [Parameter(Mandatory, Position = 0)]
        [Diagnostics.Process] $Process
    )

    if (-not $Process.HasExited) { $Process.Kill($true) }
    if (-not $Process.WaitForExit(10000)) { throw "Process $($Process.Id) is alive after it was killed." }
    $Process.WaitForExit()
}

Export-ModuleMember -Function Get-PowerShellPath, Stop-Program
