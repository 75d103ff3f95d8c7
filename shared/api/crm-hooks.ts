/** Where HubSpot posts that something was changed, below the URL of the API. Open to the public: each call is signed. */
export const HUBSPOT_HOOK_PATH = '/crm/hubspot';
