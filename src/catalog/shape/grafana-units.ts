/**
 * Grafana's unit ids, all of `packages/grafana-data/src/valueFormats/categories.ts` of Grafana 12. Grafana prints an
 * unknown id after the number as it is, so a misspelt one goes unnoticed there.
 */
export const grafanaUnits: ReadonlySet<string> = new Set(
  `none string short sishort percent percentunit humidity dB candela hex0x hex sci locale pixel
  accMS2 accFS2 accG degree radian grad arcmin arcsec areaM2 areaF2 areaMI2 acres hectares
  flops mflops gflops tflops pflops eflops zflops yflops
  ppm conppb conngm3 conngNm3 conμgm3 conμgNm3 conmgm3 conmgNm3 congm3 congNm3 conmgdL conmmolL
  currencyUSD currencyGBP currencyEUR currencyJPY currencyRUB currencyUAH currencyBRL currencyDKK currencyISK
  currencyNOK currencySEK currencyCZK currencyCHF currencyPLN currencyBTC currencymBTC currencyμBTC currencyZAR
  currencyINR currencyKRW currencyIDR currencyPHP currencyVND currencyTRY currencyMYR currencyXPF currencyBGN
  currencyPYG currencyUYU currencyILS
  bytes decbytes bits decbits kbytes deckbytes mbytes decmbytes gbytes decgbytes tbytes dectbytes pbytes decpbytes
  pps binBps Bps binbps bps KiBs Kibits KBs Kbits MiBs Mibits MBs Mbits GiBs Gibits GBs Gbits TiBs Tibits TBs Tbits
  PiBs Pibits PBs Pbits
  dateTimeAsIso dateTimeAsIsoNoDateIfToday dateTimeAsUS dateTimeAsUSNoDateIfToday dateTimeAsLocal
  dateTimeAsLocalNoDateIfToday dateTimeAsSystem dateTimeFromNow
  watt kwatt megwatt gwatt mwatt Wm2 voltamp kvoltamp voltampreact kvoltampreact watth watthperkg kwatth kwattm mwatth
  amph kamph mamph joule ev amp kamp mamp volt kvolt mvolt dBm mohm ohm kohm Mohm farad µfarad nfarad pfarad ffarad
  henry mhenry µhenry lumens
  flowgpm flowcms flowcfs flowcfm litreh flowlpm flowmlpm lux forceNm forcekNm forceN forcekN
  Hs KHs MHs GHs THs PHs EHs massmg massg masslb masskg masst lengthmm lengthin lengthft lengthm lengthkm lengthmi
  pressurembar pressurebar pressurekbar pressurepa pressurehpa pressurekpa pressurehg pressurepsi
  radbq radci radgy radrad radsv radmsv radusv radrem radexpckg radr radsvh radmsvh radusvh
  rotrpm rothz rotkhz rotmhz rotghz rotrads rotdegs celsius fahrenheit farenheit kelvin
  hertz ns µs ms s m h d dtdurationms dtdurations dthms dtdhms timeticks clockms clocks
  cps ops reqps rps wps iops eps mps recps rowsps cpm opm reqpm rpm wpm epm mpm recpm rowspm
  velocityms velocitykmh velocitymph velocityknot mlitre litre m3 Nm3 dm3 gallons bool bool_yes_no bool_on_off`.split(
    /\s+/,
  ),
);

/** Custom units, as `getValueFormat` reads them: the text after the colon is shown with the number. */
export function isCustomUnit(unit: string): boolean {
  return /^(prefix|suffix|time|si|count|currency|bool):./.test(unit);
}

/** Common spellings of units, and Grafana's id for each. */
export const otherNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    s: 'sec secs second seconds',
    ms: 'msec msecs millis milli millisecond milliseconds',
    µs: 'us usec usecs μs micros microsecond microseconds',
    ns: 'nsec nsecs nanos nanosecond nanoseconds',
    m: 'min mins minute minutes',
    h: 'hr hrs hour hours',
    d: 'day days',
    bytes: 'b byte octets',
    kbytes: 'kb kib kibibytes kilobytes',
    mbytes: 'mb mib mebibytes megabytes',
    gbytes: 'gb gib gibibytes gigabytes',
    bits: 'bit',
    percentunit: 'ratio fraction share percentage_unit percent_unit',
    percent: '% pct percentage percents',
    celsius: 'c degc degree_celsius degrees_celsius',
    reqps: 'req/s requests/s requests_per_second rps/s qps',
    ops: 'ops/s operations/s operations_per_second',
    binBps: 'bytes/s bytes_per_second b/s',
    currencyUSD: 'usd $ dollar dollars',
    currencyEUR: 'eur € euro euros',
    currencyKRW: 'krw ₩ won',
    hertz: 'hz',
    short: 'count number numbers',
    dateTimeAsIso: 'date datetime',
    bool: 'boolean',
  }).flatMap(([unit, names]) => names.split(' ').map((other) => [other, unit] as const)),
);
