"""The words that names are told apart by: particles, suffixes, degrees, and common family names."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    "abu af al am ap av ben bin da dal dalla das de degli dei del dell della delle dello den "
    "der des di dos du d' el ibn in la las le les lo los op san st ten ter te 't ul ur v. van "
    "vom von zu zum zur"
)
"""The words in lower case that stand before a family name and belong to it."""

CAPITAL_PARTICLES = _words(
    "Abu Ait Aït Al Ben Da Dal Dalla Dalle De Degli Dei Del Dell' Della Delle Dello Den Der Des Di "
    "Dos Du El Ibn La Las Le Los Mac Mc O' Op San St St. Ten Ter Van Vande Vanden Vander Von Zu"
)
"""The same with a capital, as most authors write them who have one in their family name."""

MISTAKABLE = _words("Al Ben Da De Den Di Du La Le Mac Ten Van Zu")
"""The capital ones that are also given names, or parts of them, in other languages. They are none
beside one of the family names below: in `Kiet Van Nguyen` and `Nguyen Van Anh`, Van is a name."""

JOINING = _words("e i y")
"""The words that join two family names (`Ramón y Cajal`)."""

EAST_ASIAN_FAMILIES = _words(
    # Vietnamese.
    "bui cao dang dao dinh do doan duong ho hoang huynh lam le luong ly mai ngo nguyen pham phan "
    "phung quach ta tang thai to tran trinh truong vo vu vuong "
    # Chinese, in Mandarin and Cantonese.
    "bai cai cao chan chang chao che chen cheng cheung chiang chiu chou chow chu cui dai deng ding "
    "dong du duan fan fang feng fu gao ge gong gu guan guo han hao he hong hou hsieh hsu hu hua "
    "huang hui jia jiang jiao jin kang kong kwok lai lau lei leung li liang liao lim lin ling liu "
    "long lu luo lv ma mao mei meng mo ng ni nie niu ou ouyang pan pang peng qi qian qiao qin qiu "
    "qu ren shao shen shi song su sun tan tang tao teng tian tong tsai tseng wan wang wei wen wong "
    "wu xi xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yeh yeung yi yin ying yu yuan "
    "yue zeng zhai zhan zhang zhao zheng zhong zhou zhu zhuang zou zuo "
    # Korean.
    "ahn bae baek cho choi chung gu hwang jang jeon jeong jo jung kim ko kwon lee moon nam noh oh "
    "park ryu seo shin sohn son yoo yoon yun"
)
"""Common family names of Vietnam, China and Korea, in lower case and without accents."""

SPANISH_FAMILIES = _words(
    "acosta aguilar aguirre alonso alvarez arias ayala barrera benitez blanco bravo caballero "
    "cabrera calvo cano cardenas carmona carrasco carrillo castaneda castillo cervantes "
    "contreras cordero corral cortes crespo cruz delgado diaz diez dominguez duran escobar "
    "escudero espinosa espinoza esteban estrada fernandez ferrer figueroa flores fuentes "
    "gallardo gallego garcia garrido gil gimenez gomez gonzalez guerrero gutierrez guzman "
    "hernandez herrera herrero hidalgo ibanez iglesias jimenez juarez lopez lorenzo lozano "
    "maldonado marin marquez marrero martinez medina mejia mendez mendoza molina montero "
    "montes morales moreno munoz navarro nieto nunez ochoa ojeda olivares ordonez orozco "
    "ortega ortiz padilla parra pascual pastor pena perea perez pineda ponce prieto quintana "
    "quintero ramirez ramos rangel redondo reyes rincon rios rivas rivera robles rodriguez "
    "rojas roldan roman romero rosales rubio ruiz salas salazar saldana salinas sanchez sanz "
    "serrano sierra solano soler soto suarez tapia torres trujillo urena valencia valenzuela "
    "valverde vargas vasquez vazquez vega velasco velazquez vera villanueva villar zamora "
    "zapata"
)
"""Common family names of Spanish, of which people have two, in lower case and without accents."""

GIVEN_BESIDE_SPANISH = _words(
    "agustin alberto alejandro alfonso alfredo alicia alvaro ana andres angel antonio armando "
    "arturo beatriz carlos carmen carolina cesar cristian cristina daniel david diego eduardo "
    "elena emilio enrique ernesto esther felipe fernando francisco gabriel gerardo gloria "
    "gonzalo guillermo gustavo hector hugo ignacio isabel ivan javier jesus joaquin jorge jose "
    "juan julia julio laura leonardo luis luisa manuel marco marcos maria mario marta martin "
    "mercedes miguel nicolas oscar pablo patricia paula pedro rafael ramon raquel raul ricardo "
    "roberto rodrigo rosa ruben salvador samuel santiago sergio silvia sofia teresa tomas "
    "vicente victor"
)
"""Given names that stand second before such a family name (`Juan Carlos Martínez`)."""

GENERATIONS = _words("filho neto netto junior sobrinho segundo")
"""The words of Portuguese that stand behind a family name and belong to it, without accents."""

SUFFIXES = _words("jr sr jnr snr ii iii iv 2nd 3rd")
DEGREES = _words("phd ph.d dphil md m.d msc m.sc bsc b.sc ma m.a mba esq cissp")
TITLES = _words("dr dr. prof prof.")
"""What people write about themselves around a name, and what is no part of it."""

ORGANISATIONS = _words(
    "consortium team teams group groups lab labs laboratory laboratories institute institutes "
    "university universities center centers centre centres foundation community organizers "
    "organisers organization organisation association society committee council commission "
    "federation agency ministry department network alliance initiative collaboration inc ltd llc "
    "gmbh corp corporation and"
)
"""The words that make a name one of an organisation."""
