"""Words that keep their capital wherever they stand: styles that lower titles must leave them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LANGUAGES = _words(
    "Afrikaans Amharic Arabic Armenian Assamese Azerbaijani Balinese Bangla Bashkir Basque "
    "Belarusian Bengali Bhojpuri Bosnian Breton Bulgarian Burmese Cantonese Catalan Chinese "
    "Chuvash Croatian Czech Danish Dogri Dravidian Dutch Egyptian English Esperanto Estonian "
    "Farsi Filipino Finnish Flemish French Frisian Galician Georgian German Greek Gujarati Hakka "
    "Hausa Hebrew Hindi Hokkien Hungarian Icelandic Igbo Indonesian Irish Italian Japanese "
    "Javanese Kannada Kazakh Khmer Kinyarwanda Konkani Korean Kurdish Ladino Lao Latin Latvian "
    "Lithuanian Luganda Luxembourgish Macedonian Maithili Malay Malayalam Maltese Mandarin Maori "
    "Marathi Mongolian Nepali Norwegian Occitan Odia Pashto Persian Polish Portuguese Punjabi "
    "Quechua Romanian Romansh Russian Sanskrit Santali Serbian Shona Sindhi Sinhala Slovak "
    "Slovenian Somali Sorbian Spanish Sundanese Swahili Swedish Tagalog Tamil Tatar Telugu Thai "
    "Tibetan Turkish Twi Ukrainian Urdu Uyghur Uzbek Vietnamese Welsh Wolof Xhosa Yiddish Yoruba "
    "Zulu"
)
PEOPLES_AND_PLACES = _words(
    "Africa African Algeria Algerian America American Americans Arab Argentina Argentinian Asia "
    "Asian Australian Austria Austrian Baltic Bangladesh Bangladeshi Beijing Belgian Belgium "
    "Berlin Boston Brazil Brazilian Britain British California Canada Canadian Chicago Chile "
    "Chilean China Colombia Colombian Denmark Egypt England Ethiopia Ethiopian Europe European "
    "Finland France Germany Ghana Ghanaian Greece Hispanic Hollywood Hungary India Indian Indic "
    "Indonesia Iran Iranian Iraq Iraqi Ireland Israel Israeli Italy Japan Jewish Kenya Kenyan "
    "Korea Latino Lebanese London Malaysia Malaysian Mexican Mexico Moroccan Morocco Muslim "
    "Nepal Netherlands Newcastle Nigeria Nigerian Nordic Northwest Norway Pacific Pakistan "
    "Pakistani Paris Peru Peruvian Philippines Poland Portugal Russia Rwanda Saudi Scandinavian "
    "Scotland Scottish Shanghai Singapore Singaporean Slavic Spain Sweden Swiss Switzerland "
    "Taiwan Taiwanese Tanzania Tanzanian Texas Thailand Tokyo Tunisia Tunisian Uganda Ugandan "
    "Ukraine Vietnam Wales"
)
EPONYMS = _words(
    "Achilles Alice Alzheimer Bayes Bayesian Bernoulli Bessel Bob Boltzmann Boolean Byzantine "
    "Carlo Cauchy Chebyshev Cohen Dirichlet Elo Euclidean Fisher Fourier Frobenius Gabor Gauss "
    "Gaussian Gaussians Hadamard Hamiltonian Hausdorff Hermitian Hessian Hilbert Hopfield "
    "Jacobian Jensen Kalman Kolmogorov Kullback Lagrangian Laplace Laplacian Leibler Levenshtein "
    "Lipschitz Lombard Lyapunov Mahalanobis Markov Markovian Merkle Monte Nash Nesterov Newton "
    "Nyquist Pareto Parkinson Pearson Poisson Rademacher Rayleigh Riemann Riemannian Shannon "
    "Shapley Siamese Sinkhorn Sobolev Socratic Spearman Stackelberg Taylor Trojan Trojans Turing "
    "Vapnik Viterbi Volterra Wasserstein Wiener Zipf"
)
NAMES_OF_THE_FIELD = _words(
    "Afrispeech Alexa Amazon Android Anthropic Apple Baichuan Bluetooth Claude Codecfake "
    "Copilot Cortana Covid Deepgram Encodec Facebook Flamingo Gemini Gemma Google Grok "
    "Hubert Instagram Internet Interspeech Kaldi Kimi Librispeech Librivox Linux Llama Mamba "
    "Microsoft Mistral Mixtral Moshi Mozilla Netflix Nvidia Olympic Phi Python Pytorch Qwen "
    "Reddit Siri Skype Sora Spotify Suno Telegram Twitter Udio Ultravox Vicuna Voicebox Whisper "
    "Wikipedia Windows"
)
PROPER_NOUNS = LANGUAGES | PEOPLES_AND_PLACES | EPONYMS | NAMES_OF_THE_FIELD
"""All of them. What is not here can be told only where a title is not written in capitals."""
