<#
.SYNOPSIS
    Packs the current commit again, in a clone in another folder, and compares the result byte for byte with the output folder.
.DESCRIPTION
    Run ./build.ps1 -Task Package first, without uncommitted changes. It takes as long as a build. The zip, the .nupkg and each file of the
    module must be identical.
.OUTPUTS
    The files that differ. It exits with 1 if there are any.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$clone = Join-Path ([IO.Path]::GetTempPath()) "costcompass-again-$([guid]::NewGuid().ToString('n'))"

function Get-Fingerprint([string] $Folder) {
    $hashes = @{}
    $files = @(Get-ChildItem $Folder -File | Where-Object Extension -In '.zip', '.nupkg') + @(Get-ChildItem (Join-Path $Folder 'CostCompass') -Recurse -File)
    foreach ($file in $files) { $hashes[[IO.Path]::GetRelativePath($Folder, $file.FullName)] = (Get-FileHash $file.FullName).Hash }
    $hashes
}

try {
    git clone --quiet $root $clone
    if ($LASTEXITCODE -ne 0) { throw "'$root' could not be cloned." }
    & (Join-Path $clone 'tools' 'Package.ps1') -Configuration $Configuration | Out-Null
    $here = Get-Fingerprint (Join-Path $root 'output')
    $there = Get-Fingerprint (Join-Path $clone 'output')
    $different = @(@($here.Keys) + @($there.Keys) | Sort-Object -Unique | Where-Object { $here[$_] -ne $there[$_] })
    $different
    "$($here.Count) files compared, $($different.Count) differ"
}
finally {
    Remove-Item $clone -Recurse -Force -ErrorAction Ignore
}

$global:LASTEXITCODE = $different.Count -gt 0 ? 1 : 0
