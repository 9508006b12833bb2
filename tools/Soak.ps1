<#
.SYNOPSIS
    Runs long tests: processes that are killed, concurrent processes, damaged files. Ends with a table of the results.
.DESCRIPTION
    Each script in tests/soak is a part. Each part runs in a separate process, several at a time, with -Worker (the program that is
    killed), -Configuration and, for seconds instead of minutes, -Short. It returns objects with What, Tried, Lost, Wrong and Note. To add
    a part, add a script.
.PARAMETER Configuration
    Release or Debug.
.PARAMETER Short
    Runs each part for a few seconds only, without a build.
.PARAMETER Part
    The names of the parts. Wildcards are allowed. The default is all parts.
.PARAMETER AtOnce
    The number of parts that run at the same time. Three keep two cores busy, because most parts wait half of the time.
.PARAMETER PassThru
    Returns the objects instead of a table.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Release',

    [switch] $Short,

    [string] $Part = '*',

    [ValidateRange(1, 16)]
    [int] $AtOnce = 3,

    [switch] $PassThru
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'PowerShell.psm1')
$root = Split-Path $PSScriptRoot
$project = Join-Path $root 'tests' 'soak' 'CostCompass.SoakWorker'
if (-not $Short) {
    foreach ($one in $project, (Join-Path $root 'tests' 'CostCompass.Simulator'), (Join-Path $root 'tests' 'CostCompass.Storage.Tests')) {
        dotnet build $one --configuration $Configuration --nologo --verbosity quiet
        if ($LASTEXITCODE -ne 0) { throw "'$one' could not be compiled." }
    }

    & (Join-Path $PSScriptRoot 'Build.ps1') -Configuration $Configuration | Out-Host
}

$watch = [Diagnostics.Stopwatch]::StartNew()
$settings = @{
    Shell   = Get-PowerShellPath
    Command = "& `$env:SOAK_PART -Worker `$env:SOAK_WORKER -Configuration $Configuration$($Short ? ' -Short' : '') | ConvertTo-Json -Compress -AsArray"
    Worker  = Join-Path $project 'bin' $Configuration 'net10.0' ($IsWindows ? 'CostCompass.SoakWorker.exe' : 'CostCompass.SoakWorker')
}
$results = @(Get-ChildItem (Join-Path $root 'tests' 'soak') -Filter '*.ps1' | Where-Object BaseName -Like $Part | Sort-Object Name |
        ForEach-Object -ThrottleLimit $AtOnce -Parallel {
            $settings = $using:settings
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $start = [Diagnostics.ProcessStartInfo]::new($settings.Shell)
            foreach ($one in '-NoProfile', '-NonInteractive', '-Command', $settings.Command) { $start.ArgumentList.Add($one) }
            $start.Environment['SOAK_PART'] = $_.FullName
            $start.Environment['SOAK_WORKER'] = $settings.Worker
            $start.Environment['NO_COLOR'] = '1'
            $start.RedirectStandardOutput = $true
            $start.RedirectStandardError = $true
            $start.UseShellExecute = $false
            $process = [Diagnostics.Process]::Start($start)
            $errors = $process.StandardError.ReadToEndAsync()
            $last = $process.StandardOutput.ReadToEnd().Trim() -split "`n" | Select-Object -Last 1
            $process.WaitForExit()
            $lines = if ($process.ExitCode -eq 0 -and "$last".StartsWith('[')) {
                $last | ConvertFrom-Json
            }
            else {
                [pscustomobject]@{ What = $_.BaseName; Tried = 0; Lost = 0; Wrong = 1; Note = "didn't complete: $($errors.Result.Trim() -replace '\s+', ' ')" }
            }

            $process.Dispose()
            $lines | Add-Member -NotePropertyMembers @{ Part = $_.BaseName; Minutes = $clock.Elapsed.TotalMinutes } -PassThru
        } | ForEach-Object {
            if (-not $PassThru) { Write-Information "$($_.What): tried $($_.Tried), lost $($_.Lost), wrong $($_.Wrong)" -InformationAction Continue }
            $_
        } | Sort-Object Part -Stable)
$failed = @($results | Where-Object { $_.Lost -ne 0 -or $_.Wrong -ne 0 }).Count
if ($PassThru) {
    $results
}
else {
    ''
    '| what | tried | lost | wrong | |'
    '|---|---:|---:|---:|---|'
    foreach ($one in $results) { '| {0} | {1} | {2} | {3} | {4} |' -f $one.What, $one.Tried, $one.Lost, $one.Wrong, $one.Note }
    ''
    'Minutes of each part, {0} at a time: {1}' -f $AtOnce, (($results | Group-Object Part | ForEach-Object { '{0} {1:0.0}' -f $_.Name, $_.Group[0].Minutes }) -join ', ')
    '{0} lines, {1} with something lost or wrong, {2:0.0} minutes' -f $results.Count, $failed, $watch.Elapsed.TotalMinutes
}

$global:LASTEXITCODE = $failed -gt 0 -or $results.Count -eq 0 ? 1 : 0
