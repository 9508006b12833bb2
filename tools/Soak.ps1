<#
.SYNOPSIS
    Runs what takes long: processes that are killed, many at once, damaged files. Closes with a table: what, tried, lost, wrong.
.DESCRIPTION
    Each script in tests/soak is a part. It is called with -Worker (the program that is killed), -Configuration and, for a run of
    seconds instead of minutes, -Short; it gives objects with What, Tried, Lost, Wrong and Note. A new part is a new script there.
.PARAMETER Configuration
    Release or Debug.
.PARAMETER Short
    Only some seconds of each part. Nothing is built first.
.PARAMETER Part
    The names of the parts, with wildcards. All of them unless said.
.PARAMETER PassThru
    Give the objects and no table.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Release',

    [switch] $Short,

    [string] $Part = '*',

    [switch] $PassThru
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$project = Join-Path $root 'tests' 'soak' 'CostCompass.SoakWorker'
if (-not $Short) {
    foreach ($one in $project, (Join-Path $root 'tests' 'CostCompass.Simulator')) {
        dotnet build $one --configuration $Configuration --nologo --verbosity quiet
        if ($LASTEXITCODE -ne 0) { throw "'$one' could not be compiled." }
    }

    & (Join-Path $PSScriptRoot 'Build.ps1') -Configuration $Configuration | Out-Host
}

$watch = [Diagnostics.Stopwatch]::StartNew()
$worker = Join-Path $project 'bin' $Configuration 'net10.0' ($IsWindows ? 'CostCompass.SoakWorker.exe' : 'CostCompass.SoakWorker')
$results = @(foreach ($script in Get-ChildItem (Join-Path $root 'tests' 'soak') -Filter '*.ps1' | Where-Object BaseName -Like $Part | Sort-Object Name) {
        & $script.FullName -Worker $worker -Configuration $Configuration -Short:$Short | ForEach-Object {
            if (-not $PassThru) { Write-Information "$($_.What): tried $($_.Tried), lost $($_.Lost), wrong $($_.Wrong)" -InformationAction Continue }
            $_
        }
    })
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
    '{0} lines, {1} with something lost or wrong, {2:0.0} minutes' -f $results.Count, $failed, $watch.Elapsed.TotalMinutes
}

$global:LASTEXITCODE = $failed -gt 0 -or $results.Count -eq 0 ? 1 : 0
