# Some seconds of each part of the soak; ./build.ps1 -Task Soak runs them at length.

BeforeAll {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $configuration = $env:COSTCOMPASS_TEST_CONFIGURATION ? $env:COSTCOMPASS_TEST_CONFIGURATION : 'Release'
    $script:results = @(& (Join-Path $root 'tools' 'Soak.ps1') -Configuration $configuration -Short -PassThru)
}

Describe 'Under fire: <_>' -ForEach @(Get-ChildItem (Join-Path (Split-Path $PSScriptRoot) 'soak') -Filter '*.ps1' | ForEach-Object BaseName) {
    It 'nothing is lost and nothing is wrong' {
        $name = $_
        $lines = @($script:results | Where-Object Part -EQ $name)
        $lines.Count | Should -BeGreaterThan 0
        foreach ($one in $lines) {
            if ($one.Note -like 'cannot run:*') {
                Set-ItResult -Skipped -Because $one.Note
                return
            }

            $one.Lost | Should -Be 0 -Because "$($one.What): $($one.Note)"
            $one.Wrong | Should -Be 0 -Because "$($one.What): $($one.Note)"
            $one.Tried | Should -BeGreaterThan 0 -Because $one.What
        }
    }
}
