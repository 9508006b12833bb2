<#
.SYNOPSIS
    Runs PSScriptAnalyzer over every script of the repository.
.OUTPUTS
    With -PassThru, the result of a suite (see tools/TestResult.psm1): the scripts without and with findings.
#>
[CmdletBinding()]
param(
    [switch] $PassThru
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
Import-Module (Join-Path $PSScriptRoot 'TestResult.psm1')
$obstacle = & (Join-Path $PSScriptRoot 'Import-BuildModule.ps1') -Name PSScriptAnalyzer -MinimumVersion 1.22.0
if ($obstacle) {
    $global:LASTEXITCODE = 0
    return $PassThru ? (New-TestResult -Skipped 1 -NotRun "the analysis of the scripts: $obstacle") : "The scripts weren't analyzed: $obstacle."
}

$scripts = Get-ChildItem $root -Recurse -File -Include '*.ps1', '*.psm1', '*.psd1' |
    Where-Object FullName -NotMatch '[\\/](output|artifacts|bin|obj|node_modules)[\\/]'
$failed = 0

# PSScriptAnalyzer runs its rules in parallel, and occasionally one of them fails on the incomplete state of another. Then the script is analyzed again.
function Get-Finding([string] $Path) {
    for ($attempt = 1; ; $attempt++) {
        try { return Invoke-ScriptAnalyzer -Path $Path -Settings (Join-Path $PSScriptRoot 'ScriptAnalyzerSettings.psd1') }
        catch [NullReferenceException] { if ($attempt -eq 3) { throw } }
    }
}

foreach ($script in $scripts) {
    $findings = @(Get-Finding $script.FullName)
    if ($findings) {
        $failed++
        $findings | Format-Table ScriptName, Line, RuleName, Message -Wrap | Out-String -Width 160 | Write-Output | Out-Default
    }
}

if ($PassThru) {
    New-TestResult -Passed ($scripts.Count - $failed) -Failed $failed
}
else {
    "PSScriptAnalyzer: $($scripts.Count) scripts, $failed with findings"
}

$global:LASTEXITCODE = $failed -gt 0 ? 1 : 0
