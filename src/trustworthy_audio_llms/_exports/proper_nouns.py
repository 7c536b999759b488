"""Words that keep their capital wherever they stand: styles that lower titles must leave them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LANGUAGES = _words(
    "Afrikaans Amharic Arabic Armenian Assamese Azerbaijani Bangla Basque Belarusian Bengali "
    "Bosnian Bulgarian Burmese Cantonese Catalan Chinese Croatian Czech Danish Dutch Egyptian "
    "English Esperanto Estonian Farsi Filipino Finnish Flemish French Galician Georgian German "
    "Greek Gujarati Hakka Hausa Hebrew Hindi Hokkien Hungarian Icelandic Igbo Indonesian Irish "
    "Italian Japanese Javanese Kannada Kazakh Khmer Kinyarwanda Korean Kurdish Lao Latin Latvian "
    "Lithuanian Luganda Macedonian Malay Malayalam Maltese Mandarin Maori Marathi Mongolian Nepali "
    "Norwegian Odia Pashto Persian Polish Portuguese Punjabi Quechua Romanian Russian Sanskrit "
    "Serbian Shona Sinhala Slovak Slovenian Somali Spanish Sundanese Swahili Swedish Tagalog Tamil "
    "Telugu Thai Tibetan Turkish Ukrainian Urdu Uyghur Uzbek Vietnamese Welsh Xhosa Yoruba Zulu"
)
PEOPLES_AND_PLACES = _words(
    "Africa African America American Americans Asia Asian Australian Austrian Brazil Brazilian "
    "British Canada Canadian China Colombian Europe European Germany India Indian Indic Iranian "
    "Israeli Italy Japan Kenyan Korea London Mexican Mexico Nigerian Pakistani Paris Russia "
    "Scottish Singapore Singaporean Slavic Spain Swiss Taiwan Taiwanese Vietnam"
)
EPONYMS = _words(
    "Alzheimer Bayes Bayesian Bernoulli Boltzmann Boolean Byzantine Cohen Dirichlet Elo Euclidean "
    "Fisher Fourier Gabor Gaussian Gaussians Hamiltonian Hessian Hilbert Hopfield Jacobian Jensen "
    "Kalman Kolmogorov Lagrangian Laplace Laplacian Levenshtein Lipschitz Lombard Mahalanobis "
    "Markov Markovian Nash Newton Nyquist Pareto Parkinson Pearson Poisson Riemannian Shannon "
    "Shapley Siamese Socratic Spearman Stackelberg Trojan Trojans Turing Viterbi Wasserstein "
    "Wiener"
)
NAMES_OF_THE_FIELD = _words(
    "Alexa Amazon Android Apple Baichuan Bluetooth Claude Cortana Covid Deepgram Encodec Flamingo "
    "Gemini Gemma Google Internet Kaldi Kimi Librispeech Linux Llama Mamba Microsoft Mistral "
    "Mixtral Moshi Netflix Nvidia Olympic Phi Python Qwen Reddit Siri Spotify Twitter Ultravox "
    "Vicuna Voicebox Whisper Wikipedia Windows"
)
PROPER_NOUNS = LANGUAGES | PEOPLES_AND_PLACES | EPONYMS | NAMES_OF_THE_FIELD
"""All of them. What is not here can be told only where a title is not written in capitals."""
