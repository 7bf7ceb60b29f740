"""What the months are called, in the languages whose programs write them into feeds."""

from typing import Final

MONTH_NAMES: Final = (
    (
        "jan january januar janvier enero ene janeiro gennaio gen januari ocak oca stycznia "
        "styczen sty ledna leden januara января январь янв ianuarie ian tammikuu tammikuuta janv "
        "gener јануари јан јануар січня січень січ януари ιανουαριου ιαν ιανουαριος jaanuar "
        "sausio siječnja sijecnja"
    ),
    (
        "feb february februar fevrier fev febrero fevereiro febbraio februari subat sub lutego "
        "luty lut unora unor februara февраля февраль фев февр februarie helmikuu helmikuuta fevr "
        "febrer февруари феб фебруар лютого лютий лют φεβρουαριου φεβ φεβρουαριος veebruar "
        "veljace"
    ),
    (
        "mar march marz mrz maerz mars marzo março marco maart mrt mart marca marzec brezna "
        "brezen marec марта март мар мрт martie maaliskuu maaliskuuta marc березня березень бер "
        "μαρτιου μαρ μαρτιος märts ozujka"
    ),
    (
        "apr april avril avr abril abr aprile nisan nis kwietnia kwiecien kwi dubna duben aprila "
        "апреля апрель апр aprilie huhtikuu huhtikuuta април квітня квітень кві апрл απριλιου απρ "
        "απριλιος aprill travnja"
    ),
    (
        "may mai mayo maio maggio mag mei mayis maja maj kvetna kveten мая май maiu toukokuu "
        "toukokuuta maig мај травня травень тра μαιου μαι μαιος svibnja"
    ),
    (
        "jun june juni juin junio junho giugno giu haziran haz czerwca czerwiec cze cervna cerven "
        "juna июня июнь июн iunie kesäkuu kesäkuuta juny јуни јун червня червень чер юни ιουνιου "
        "ιουν ιουνιος juuni lipnja"
    ),
    (
        "jul july juli juillet juil julio julho luglio lug temmuz tem lipca lipiec lip cervence "
        "cervenec jula июля июль июл iulie heinäkuu heinäkuuta juliol јули јул липня липень лип "
        "юли ιουλιου ιουλ ιουλιος juuli srpnja"
    ),
    (
        "aug august aout aou agosto ago augustus agustos agu sierpnia sierpien sie srpna srpen "
        "augusta августа август авг elokuu elokuuta agost серпня серпень сер αυγουστου αυγ "
        "αυγουστος kolovoza"
    ),
    (
        "sep sept september septembre septiembre setembro set settembre eylul eyl wrzesnia "
        "wrzesien wrz zari septembra сентября сентябрь сен сент septembrie syyskuu syyskuuta "
        "setembre септември сеп септ септембар вересня вересень вер σεπτεμβριου σεπ σεπτεμβριος "
        "rujna"
    ),
    (
        "oct october oktober okt octobre octubre outubro out ottobre ott ekim eki pazdziernika "
        "pazdziernik paz rijna rijen oktobra октября октябрь окт octombrie lokakuu lokakuuta "
        "октомври октобар жовтня жовтень жов οκτωβριου οκτ οκτωβριος oktoober listopada"
    ),
    (
        "nov november novembre noviembre novembro kasim kas listopadu listopad lis novembra "
        "ноября ноябрь ноя нояб noiembrie marraskuu marraskuuta ноември ное ноем новембар "
        "листопада листопад лис νοεμβριου νοε νοεμβριος studenoga"
    ),
    (
        "dec december dezember dez decembre diciembre dic dezembro dicembre aralik ara grudnia "
        "grudzien gru prosince prosinec decembra декабря декабрь дек decembrie joulukuu "
        "joulukuuta desember des desembre декември дец децембар грудня грудень гру δεκεμβριου δεκ "
        "δεκεμβριος detsember prosinca"
    ),
)
"""Twelve lines of names; accents do not matter."""
