# What the tests and the pictures of the report need: Node, the packages of tests/report, and a Chromium.

$folder = Join-Path (Split-Path $PSScriptRoot) 'tests' 'report'
$leastNode = 20

function Get-BrowserObstacle {
    <#
    .SYNOPSIS
        Says why no report can be opened in a browser here; nothing when one can. Takes the packages from npm when they are missing.
    #>
    [OutputType([string])]
    param()

    if (-not (Get-Command node, npm -CommandType Application -ErrorAction Ignore | Select-Object -Skip 1)) { return 'there is no Node' }
    $version = [int]((node --version) -replace '^v(\d+)\..*$', '$1')
    if ($version -lt $leastNode) { return "Node is $version and not $leastNode or later" }
    if (-not (node (Join-Path $folder 'browser-path.js'))) { return 'there is no Chromium (COSTCOMPASS_BROWSER can hold its path)' }
    if (-not (Test-Path (Join-Path $folder 'node_modules' 'playwright-core')) -or -not (Test-Path (Join-Path $folder 'node_modules' 'axe-core'))) {
        $null = npm ci --prefix $folder --no-audit --no-fund --ignore-scripts 2>&1
        if ($LASTEXITCODE -ne 0) { return 'npm could not install the packages of tests/report' }
    }
}

function Get-ReportTestFolder {
    <#
    .SYNOPSIS
        The folder of the browser tests.
    #>
    [OutputType([string])]
    param()

    $folder
}

Export-ModuleMember -Function Get-BrowserObstacle, Get-ReportTestFolder
