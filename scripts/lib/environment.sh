# shellcheck shell=bash
# shellcheck disable=SC2154  # common.sh sets them
# Which variables a daemon gets: its own and what no secret stands in, never another daemon's.

# Fills the array `program_environment` with NAME=value for one product.
environment_of() {
    local product=$1 prefix name
    prefix=$(prefix_of "$product")
    local wanted=(PATH LANG LC_ALL TZ LOG_LEVEL CONSULTA_HOME CONSULTA_PUBLIC_KEYS CONSULTA_LOG_LIMIT_MB)
    case $product in
    redis | "$simulator") ;;
    *)
        wanted+=(REDIS_URL)
        for name in "${daemons[@]}"; do
            name=$(prefix_of "$name")
            wanted+=("${name}_PORT" "${name}_URL")
        done
        # A daemon with a database role of its own must not hold the common one.
        [[ -v ${prefix}_DATABASE_URL ]] || wanted+=(DATABASE_URL)
        ;;
    esac
    case $product in
    gateway)
        wanted+=(CONSULTA_ADMIN_USER CONSULTA_ADMIN_PASSWORD CONSULTA_INSTITUTION CONSULTA_LANGUAGE CORS_ORIGINS)
        wanted+=(RATE_LIMIT_PER_MINUTE RATE_LIMIT_UPLOAD_MIB RATE_LIMIT_STREAMS DATA_KEYS AUDIT_RETENTION_DAYS)
        wanted+=(REGISTRATION_DOMAINS REGISTRATION_ROLE)
        wanted+=(OIDC_ISSUER OIDC_CLIENT_ID OIDC_CLIENT_SECRET OIDC_NAME OIDC_DOMAINS OIDC_ROLE)
        ;;
    chat) wanted+=(DATA_KEYS HELP_DESK_RETENTION_DAYS) ;;
    documents) wanted+=(DATA_KEYS EMBEDDINGS_MODEL CHROMA_URL) ;;
    analysis | municipio) wanted+=(DATA_KEYS) ;;
    inference-router)
        wanted+=(MEDGEMMA_ENDPOINTS NV_REASON_ENDPOINTS OLLAMA_ENDPOINTS VLLM_ENDPOINT OLLAMA_ENDPOINT)
        wanted+=(OLLAMA_ENDPOINT_{1..4} LM_STUDIO_URL EXTERNAL_ENDPOINTS WHISPER_ENDPOINT TTS_ENDPOINT)
        # Its settings are ROUTER_…; the keys are the secrets that endpoints.yaml names.
        while IFS= read -r name; do wanted+=("$name"); done < <(compgen -e | grep -E '^ROUTER_|_API_KEY$')
        ;;
    esac
    if [[ $product != redis ]]; then
        while IFS= read -r name; do wanted+=("$name"); done < <(compgen -e | grep "^${prefix}_")
    fi

    program_environment=()
    local -A seen=()
    for name in "${wanted[@]}"; do
        [[ -v $name && -z ${seen[$name]:-} ]] || continue
        seen[$name]=1
        program_environment+=("$name=${!name}")
    done
}

# Points every kind of model at the simulator, and at nothing else.
use_simulated_models() {
    local url
    url=$(address_of "$simulator")
    unset VLLM_ENDPOINT OLLAMA_ENDPOINT OLLAMA_ENDPOINT_{1..4} LM_STUDIO_URL EXTERNAL_ENDPOINTS
    export MEDGEMMA_ENDPOINTS=$url NV_REASON_ENDPOINTS=$url OLLAMA_ENDPOINTS=$url
}
