# Providers that tell what they billed, day by day, over real sockets.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    function Add-Bill([string] $Day, [decimal] $Amount, [string] $Service = 'tokens') {
        $null = Invoke-Simulator $simulator cost @{ day = $Day; amount = $Amount; service = $Service }
    }

    function Get-DaySpend {
        Get-CostSpend -GroupBy Day -TimeZone UTC -After 2026-11-12T00:00:00Z | ForEach-Object { [double] $_.Amount }
    }
}

Describe 'What <Provider> billed' -ForEach @(@{ Provider = 'OpenAI' }, @{ Provider = 'Anthropic' }) {
    BeforeAll {
        $script:simulator = Open-Simulator -Argument '--admin', '--clock', '2026-11-16T09:00:00Z'
        $null = Enter-TestHome
        Enter-Instant '2026-11-16T09:00:00Z' $simulator
        $env:TEST_KEY = $simulator.Key
        12..15 | ForEach-Object { Add-Bill "2026-11-$_" 1.25 }
        Add-Bill 2026-11-15 0.5 -Service search
        Add-Bill 2026-11-16 0.3
        $address = $simulator.BaseUri + (Get-CostProvider $Provider).BaseUri.AbsolutePath.TrimEnd('/')
        $script:account = (Connect-CostProvider $Provider -EnvironmentVariable TEST_KEY -BaseUri $address).Name
    }

    AfterAll {
        Close-Simulator $simulator
        Remove-Item Env:TEST_KEY
        Exit-TestHome
    }

    It 'is stored day by day, and is not approximate' {
        (Update-CostSnapshot).SpendSinceLast | Should -BeNullOrEmpty
        Get-DaySpend | Should -Be @(1.25, 1.25, 1.25, 1.75, 0.3)
        (Get-CostSpend -GroupBy Month -TimeZone UTC).IsApproximate | Should -BeFalse
    }

    It 'replaces a day that the provider revised' {
        Add-Bill 2026-11-15 1
        (Update-CostSnapshot -WarningVariable warned).SpendSinceLast | Should -Be (-0.25)
        Get-DaySpend | Should -Be @(1.25, 1.25, 1.25, 1.5, 0.3)
        $warned | Should -BeNullOrEmpty
    }

    It 'warns when a day that was billed is empty' {
        Add-Bill 2026-11-14 0
        (Update-CostSnapshot -WarningVariable warned -WarningAction SilentlyContinue).SpendSinceLast | Should -Be (-1.25)
        "$warned" | Should -BeLike "$Provider no longer reports costs of the account '$account' for days that it billed before: 2026-11-14.*"
        Get-DaySpend | Should -Be @(1.25, 1.25, 0, 1.5, 0.3)
    }

    It 'is not lost when a whole report comes empty' {
        $null = Invoke-Simulator $simulator fault @{ kind = 'EmptyList'; count = 1 }
        Update-CostSnapshot -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ReportEmpty,*'
        Get-DaySpend | Should -Be @(1.25, 1.25, 0, 1.5, 0.3)
    }

    It 'is not taken for nothing where the report was cut short, and asked for again' {
        # A week later the report of the 13th to the 23rd ends after two days.
        Enter-Instant '2026-11-23T09:00:00Z' $simulator
        17..22 | ForEach-Object { Add-Bill "2026-11-$_" 1 }
        $null = Invoke-Simulator $simulator fault @{ kind = 'ShortList'; count = 1 }
        $null = Update-CostSnapshot -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike "*doesn't include these days: 2026-11-15 to 2026-11-22. Their cost is unknown*"
        # Of the 16th what was known by nine o'clock then; of the days since nothing.
        Get-DaySpend | Should -Be @(1.25, 1.25, 0, 1.5, 0.3)
        (Get-CostSpend -After 2026-11-17T00:00:00Z -GroupBy Day -TimeZone UTC | Where-Object Amount -NE $null) | Should -BeNullOrEmpty
        (Get-CostSummary -TimeZone UTC).StaleSince | Should -Be ([datetimeoffset] '2026-11-16T09:00:00Z')
        $null = Update-CostSnapshot -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        Get-DaySpend | Should -Be @(1.25, 1.25, 0, 1.5, 0.3, 1, 1, 1, 1, 1, 1, 0)
    }
}
